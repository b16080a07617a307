package dev.cellwatch.monitor.gpu.nvml;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The memory that the library writes its answers into, used again for every call so that a read allocates nothing. For
 * one thread at a time.
 */
public final class OutMemory {

    /** Room for 2,000 processes. */
    public static final int SIZE = 64 * 1024;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
    private final long address = Pointer.nativeValue(Native.getDirectBufferPointer(buffer));

    /** Where it starts, for the library. */
    public long address() {
        return address;
    }

    public int getInt(int offset) {
        return buffer.getInt(offset);
    }

    public long getLong(int offset) {
        return buffer.getLong(offset);
    }

    public double getDouble(int offset) {
        return buffer.getDouble(offset);
    }

    public OutMemory putInt(int offset, int value) {
        buffer.putInt(offset, value);
        return this;
    }

    public OutMemory putLong(int offset, long value) {
        buffer.putLong(offset, value);
        return this;
    }

    /** The zero-terminated text at an offset, of at most {@code length} bytes. */
    public String getString(int offset, int length) {
        byte[] bytes = new byte[length];
        buffer.get(offset, bytes);
        int end = 0;
        while (end < length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8).strip();
    }
}
