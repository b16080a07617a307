package dev.cellwatch.monitor.measure;

/** Is told what goes on while a cell is simulated. */
interface CellRecorder {

    /** Records nothing: for runs of which only the length matters. */
    CellRecorder NOTHING = new CellRecorder() {
        @Override
        public boolean listens() {
            return false;
        }

        @Override
        public void during(double from, double to, double[] rates) {}

        @Override
        public void written(double at, double bytes) {}

        @Override
        public void paused(double from, double to) {}

        @Override
        public void board(GpuBoard board, double heapUsed) {}
    };

    boolean listens();

    /** Seconds from the cell's start, and what went on in each {@link Channel} per second. */
    void during(double from, double to, double[] rates);

    /** The program wrote to a file. */
    void written(double at, double bytes);

    void paused(double from, double to);

    /** A tenth of a second has gone by. */
    void board(GpuBoard board, double heapUsed);
}
