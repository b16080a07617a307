package dev.cellwatch.notebook.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The real ND4J on the CPU. */
class Nd4jMemoryTest {

    private static final Pattern FREED = Pattern.compile("(\\d+) buffers, and its cache of freed blocks\\.");

    @BeforeAll
    static void this_platform_has_the_native_library() {
        assumeTrue(System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64"));
    }

    @Test
    void arrays_that_no_code_can_reach_are_freed_and_others_stay_usable() {
        INDArray kept = Nd4j.ones(1000);
        List<INDArray> dropped = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            dropped.add(Nd4j.rand(1000));
        }
        assertEquals(200, dropped.size());
        dropped.clear();
        Release release = new Nd4jMemory()
                .release(getClass().getClassLoader(), new GarbageCollection())
                .orElseThrow();
        assertEquals("ND4J", release.holder());
        Matcher freed = FREED.matcher(release.freed().get(0));
        assertTrue(freed.matches(), release.freed().toString());
        assertTrue(Integer.parseInt(freed.group(1)) >= 190, release.freed() + ", " + release.kept());
        assertEquals(1000, kept.sumNumber().intValue());
    }
}
