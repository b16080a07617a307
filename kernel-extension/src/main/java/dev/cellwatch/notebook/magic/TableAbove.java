package dev.cellwatch.notebook.magic;

import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.CellDisplay;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * A cell with a table above whatever is shown in it, renewed with what moves below, though seldom: it is for reading.
 *
 * @param cell where both are shown
 * @param table makes the table as it is now
 */
record TableAbove(CellDisplay cell, Supplier<Bundle> table, InstantSource clock) implements CellDisplay {

    private static final long RENEWED_MILLIS = 5000;

    @Override
    public Output show(Bundle bundle) {
        Output above = cell.show(table.get());
        Output below = cell.show(bundle);
        return new Both(above, below, clock.millis());
    }

    /** Updated by one thread at a time, as all outputs are. */
    private final class Both implements Output {
        private final Output above;
        private final Output below;
        private long renewedMillis;

        Both(Output above, Output below, long renewedMillis) {
            this.above = above;
            this.below = below;
            this.renewedMillis = renewedMillis;
        }

        @Override
        public void update(Bundle bundle) {
            below.update(bundle);
            boolean last = bundle.data().containsKey(Bundle.PLOTLY);
            if (last || clock.millis() - renewedMillis >= RENEWED_MILLIS) {
                renewedMillis = clock.millis();
                above.update(table.get());
            }
        }
    }
}
