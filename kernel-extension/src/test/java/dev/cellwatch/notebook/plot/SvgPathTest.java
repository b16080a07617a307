package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SvgPathTest {

    private final StringBuilder data = new StringBuilder();

    @Test
    void steps_are_relative_and_a_level_run_is_one() {
        SvgPath path = new SvgPath(data, OptionalInt.empty());
        path.to(10, 50);
        path.to(18, 48);
        path.to(26, 48);
        path.to(34, 48);
        path.to(42, 51);
        path.lift();
        assertEquals("M10 50l0 0 8-2 16 0 8 3", data.toString());
    }

    @Test
    void a_gap_starts_a_new_line() {
        SvgPath path = new SvgPath(data, OptionalInt.empty());
        path.to(10, 50);
        path.lift();
        path.lift();
        path.to(30, 40);
        path.lift();
        assertEquals("M10 50l0 0M30 40l0 0", data.toString());
    }

    @Test
    void an_area_goes_down_to_its_baseline_and_back() {
        SvgPath path = new SvgPath(data, OptionalInt.of(90));
        path.to(10, 50);
        path.to(20, 40);
        path.lift();
        assertEquals("M10 50l0 0 10-10V90H10z", data.toString());
    }
}
