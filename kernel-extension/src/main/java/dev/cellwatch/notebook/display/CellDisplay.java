package dev.cellwatch.notebook.display;

/** The cell that is running: where a magic shows what it has. */
public interface CellDisplay {

    /** Shows a bundle in the running cell. The output can be updated later, from any thread, also when the kernel is idle. */
    Output show(Bundle bundle);

    /** One output in a cell. */
    interface Output {

        /** Replaces what the output shows, in place. Never blocks on the front end and never throws. */
        void update(Bundle bundle);
    }
}
