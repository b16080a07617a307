package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TypedArrayTest {

    @Test
    void percentages_take_one_byte_each() {
        TypedArray typed = TypedArray.of(new double[] {0, 99.6, 200}, 0);
        assertEquals("u1", typed.type());
        assertEquals(3, bytes(typed).remaining());
        assertEquals(100, bytes(typed).get(1));
        assertEquals((byte) 200, bytes(typed).get(2));
    }

    @Test
    void larger_whole_numbers_take_two() {
        TypedArray typed = TypedArray.of(new double[] {700, 0}, 0);
        assertEquals("i2", typed.type());
        assertEquals(700, bytes(typed).getShort());
    }

    @Test
    void fractions_and_large_numbers_are_floats() {
        assertEquals(73.6f, bytes(TypedArray.of(new double[] {73.6}, 1)).getFloat());
        assertEquals("f4", TypedArray.of(new double[] {40_000}, 0).type());
    }

    @Test
    void a_gap_is_a_float_that_is_no_number() {
        TypedArray typed = TypedArray.of(new double[] {50, Double.NaN}, 0);
        assertEquals("f4", typed.type());
        assertTrue(Float.isNaN(bytes(typed).getFloat(4)));
    }

    private static ByteBuffer bytes(TypedArray typed) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(typed.data())).order(ByteOrder.LITTLE_ENDIAN);
    }
}
