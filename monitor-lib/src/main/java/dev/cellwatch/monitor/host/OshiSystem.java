package dev.cellwatch.monitor.host;

import java.util.List;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.software.os.OSFileStore;
import oshi.software.os.OperatingSystem;
import oshi.spi.SystemInfoProvider;
import oshi.util.GlobalConfig;

/**
 * OSHI for this machine, started on first use because that takes a tenth of a second. On Linux it is the variant that
 * reads {@code /proc} and {@code /sys} without native calls: it starts in half the time, reads a disk in a fifteenth of
 * it, and does not care which JNA a notebook brings. Thread-safe.
 */
final class OshiSystem {

    static final boolean LINUX = System.getProperty("os.name", "").startsWith("Linux");

    private @Nullable SystemInfoProvider provider;

    HardwareAbstractionLayer hardware() {
        return provider().getHardware();
    }

    OperatingSystem os() {
        return provider().getOperatingSystem();
    }

    /** The local file systems, with their inodes: those need the native variant, and without it are left out. */
    List<OSFileStore> fileStores() {
        try {
            return new SystemInfo().getOperatingSystem().getFileSystem().getFileStores(true);
        } catch (LinkageError e) {
            return os().getFileSystem().getFileStores(true);
        }
    }

    private synchronized SystemInfoProvider provider() {
        if (provider == null) {
            // its readings are kept for 300 ms by default: too long for a tick every 250 ms
            GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 100);
            provider = LINUX ? new oshi.nativefree.SystemInfo() : new SystemInfo();
        }
        return provider;
    }
}
