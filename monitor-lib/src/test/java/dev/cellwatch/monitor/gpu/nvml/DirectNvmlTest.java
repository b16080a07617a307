package dev.cellwatch.monitor.gpu.nvml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.sun.jna.Native;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mapping of the fast tier's functions, which belongs to the process. */
class DirectNvmlTest {

    @TempDir
    Path folder;

    private NvmlSource one;
    private NvmlSource other;

    @BeforeEach
    void prepare() throws Exception {
        one = NativeFake.in(Files.createDirectory(folder.resolve("one"))).source();
        other = NativeFake.in(Files.createDirectory(folder.resolve("other")))
                .configured("return nvmlDeviceGetPowerUsage 15")
                .source();
    }

    @Test
    void a_library_that_is_opened_again_and_again_is_registered_once() throws Exception {
        assertInstanceOf(DirectNvml.class, one.open());
        Object handles = handles();
        for (int i = 0; i < 100; i++) {
            assertEquals(NvmlReturn.SUCCESS, power(one.open()));
        }
        assertSame(handles, handles());
        other.open();
        assertNotSame(handles, handles());
    }

    @Test
    void of_several_libraries_in_one_process_the_one_opened_last_answers() throws Exception {
        assertEquals(NvmlReturn.SUCCESS, power(one.open()));
        assertEquals(15, power(other.open()));
        assertEquals(NvmlReturn.SUCCESS, power(one.open()));
    }

    private static int power(NvmlLibrary nvml) {
        OutMemory out = new OutMemory();
        assertEquals(NvmlReturn.SUCCESS, nvml.nvmlInit_v2());
        try {
            assertEquals(NvmlReturn.SUCCESS, nvml.nvmlDeviceGetHandleByIndex_v2(0, out.address()));
            return nvml.nvmlDeviceGetPowerUsage(out.getLong(0), out.address());
        } finally {
            nvml.nvmlShutdown();
        }
    }

    /** What JNA holds of the mapping: made anew by each registration, and never given back. */
    private static @Nullable Object handles() throws ReflectiveOperationException {
        Field registered = Native.class.getDeclaredField("registeredClasses");
        registered.setAccessible(true);
        return ((Map<?, ?>) registered.get(null)).get(DirectNvml.class);
    }
}
