package dev.cellwatch.monitor.training;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with a failure where a file unpacks to far more than a run takes, so that none fills the heap. */
final class BoundedInput extends FilterInputStream {

    private static final long MOST_BYTES = 64L << 20;

    private long read;

    BoundedInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int some = super.read(bytes, from, length);
        count(Math.max(0, some));
        return some;
    }

    private void count(int more) throws IOException {
        read += more;
        if (read > MOST_BYTES) {
            throw new IOException("larger than any run");
        }
    }
}
