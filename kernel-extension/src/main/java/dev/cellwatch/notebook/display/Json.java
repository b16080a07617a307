package dev.cellwatch.notebook.display;

/**
 * A value that is JSON already. What is sent every second is written once, as it goes out: a tree of objects made for
 * each frame, and walked by the kernel's own writer, was most of a frame's cost.
 *
 * @param text one JSON value
 */
public record Json(String text) {

    @Override
    public String toString() {
        return text;
    }
}
