package dev.cellwatch.monitor.measure;

/**
 * Where data comes from: a disk, or a server behind the network.
 *
 * @param bandwidth bytes per second, for all readers together
 * @param stream bytes per second that one reader can get
 * @param latency seconds until a request is answered
 */
record ByteSource(double bandwidth, double stream, double latency) {

    /** Bytes per second for each of several readers. */
    double rate(int readers) {
        return Math.min(stream, bandwidth / Math.max(1, readers));
    }
}
