package dev.cellwatch.notebook.live;

import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import java.util.ArrayList;
import java.util.List;

/** A cell that remembers what it showed, and when. */
final class Cell implements CellDisplay {

    final List<String> times = new ArrayList<>();
    Bundle bundle = Bundle.text("");
    private final Later later;

    Cell(Later later) {
        this.later = later;
    }

    @Override
    public Output show(Bundle first) {
        keep(first);
        return this::keep;
    }

    private void keep(Bundle next) {
        times.add(Long.toString(later.now));
        bundle = next;
    }

    String last() {
        return String.valueOf(bundle.data().get(Bundle.TEXT));
    }
}
