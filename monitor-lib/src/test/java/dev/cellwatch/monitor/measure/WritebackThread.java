package dev.cellwatch.monitor.measure;

/** The operating system, writing to the disk what programs left in the page cache. */
final class WritebackThread extends Actor {

    void add(double bytes) {
        need = Need.DISK_WRITEBACK;
        left += bytes;
    }

    @Override
    boolean next() {
        await(false);
        return false;
    }
}
