package dev.cellwatch.monitor.measure;

/**
 * The bus between host and GPU.
 *
 * @param generation 1 to 5
 * @param width lanes
 * @param staging bytes per second at which the driver moves pageable memory into its own buffers
 */
record PcieLink(int generation, int width, double staging) {

    /** What a lane of the first generation carries after its overheads. */
    private static final double LANE = 195e6;

    /** Bytes per second of one direction. */
    double rate(boolean pageable) {
        double wire = LANE * width * (1 << (generation - 1));
        return pageable ? 1 / (1 / staging + 0.4 / wire) : wire; // the driver overlaps part of both
    }
}
