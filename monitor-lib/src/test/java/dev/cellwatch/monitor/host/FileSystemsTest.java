package dev.cellwatch.monitor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.host.Machine.FileSystemSpace;
import dev.cellwatch.monitor.host.Machine.Inodes;
import dev.cellwatch.monitor.host.Machine.Space;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileSystemsTest {

    private static FileSystemSpace mounted(String device, String mount) {
        return new FileSystemSpace(mount, device, "ext4", new Space(1, 1, 1), new Inodes(1, 1));
    }

    @Test
    void what_keeps_nothing_is_left_out() {
        assertTrue(FileSystems.isLasting("ext4", "/home"));
        assertFalse(FileSystems.isLasting("tmpfs", "/run"));
        assertFalse(FileSystems.isLasting("squashfs", "/opt/image"));
        assertFalse(FileSystems.isLasting("ext4", "/snap/core/1"));
        assertFalse(FileSystems.isLasting("overlay", "/var/lib/docker/overlay2/x/merged"));
    }

    @Test
    void the_root_of_a_container_counts_although_it_is_a_layer() {
        assertTrue(FileSystems.isLasting("overlay", "/"));
    }

    @Test
    void a_device_that_is_mounted_in_several_places_counts_once() {
        List<FileSystemSpace> distinct = FileSystems.distinct(List.of(
                mounted("/dev/sda1", "/etc/hosts"), mounted("/dev/sdb1", "/data"), mounted("/dev/sda1", "/mnt")));
        assertEquals(
                List.of("/mnt", "/data"),
                distinct.stream().map(FileSystemSpace::mount).toList());
    }
}
