package dev.cellwatch.notebook.plot;

import dev.cellwatch.notebook.display.JsonText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * Numbers as one of Plotly's typed arrays: the smallest type that holds them, in base 64.
 *
 * @param type Plotly's name for it
 * @param data the bytes, in base 64
 */
record TypedArray(String type, String data) {

    /** Whole numbers without a gap take one or two bytes each, all else four, a gap is NaN. */
    static TypedArray of(double[] values, int decimals) {
        if (decimals > 0 || !allWithin(values, Short.MIN_VALUE, Short.MAX_VALUE)) {
            return floats(values);
        }
        return allWithin(values, 0, 255) ? bytes(values) : shorts(values);
    }

    private static boolean allWithin(double[] values, int lowest, int highest) {
        for (double value : values) {
            if (!(value >= lowest && value <= highest)) {
                return false; // NaN lands here too
            }
        }
        return true;
    }

    private static TypedArray bytes(double[] values) {
        byte[] bytes = new byte[values.length];
        ByteBuffer buffer = littleEndian(bytes);
        for (double value : values) {
            buffer.put((byte) Math.round(value));
        }
        return typed("u1", bytes);
    }

    private static TypedArray shorts(double[] values) {
        byte[] bytes = new byte[values.length * 2];
        ByteBuffer buffer = littleEndian(bytes);
        for (double value : values) {
            buffer.putShort((short) Math.round(value));
        }
        return typed("i2", bytes);
    }

    private static TypedArray floats(double[] values) {
        byte[] bytes = new byte[values.length * 4];
        ByteBuffer buffer = littleEndian(bytes);
        for (double value : values) {
            buffer.putFloat((float) value);
        }
        return typed("f4", bytes);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static TypedArray typed(String type, byte[] bytes) {
        return new TypedArray(type, Base64.getEncoder().encodeToString(bytes));
    }

    /** As {@code {dtype, bdata}}. */
    void write(JsonText json) {
        json.raw("{\"dtype\":\"" + type + "\",\"bdata\":\"" + data + "\"}");
    }
}
