package dev.cellwatch.monitor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cellwatch.monitor.host.Machine.FileSystemSpace;
import dev.cellwatch.monitor.host.Machine.Inodes;
import dev.cellwatch.monitor.host.Machine.Space;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void of_a_containers_mounts_its_root_and_its_volume_are_left() throws IOException {
        assertEquals(List.of("/", "/home/jovyan/work"), lasting("mounts-docker.txt"));
    }

    @Test
    void of_a_desktops_mounts_those_are_left_that_hold_what_somebody_saves() throws IOException {
        assertEquals(
                List.of("/", "/boot/efi", "/data", "/home", "/run/media/ada/stick"), lasting("mounts-desktop.txt"));
    }

    @Test
    void a_single_file_is_no_place_to_save_in(@TempDir Path folder) throws IOException {
        assertTrue(FileSystems.isPlace(folder.toString()));
        assertFalse(
                FileSystems.isPlace(Files.createFile(folder.resolve("hosts")).toString()));
    }

    /** What is left of a table as {@code /proc/mounts} has it; files of {@code /etc} are no places there, either. */
    private static List<String> lasting(String recorded) throws IOException {
        try (InputStream in = FileSystemsTest.class.getResourceAsStream("/host/" + recorded)) {
            List<FileSystemSpace> all = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(" ", -1))
                    .filter(mount -> FileSystems.isLasting(mount[2], mount[1]) && !mount[1].startsWith("/etc/"))
                    .map(mount -> mounted(mount[0], mount[1]))
                    .toList();
            return FileSystems.distinct(all).stream()
                    .map(FileSystemSpace::mount)
                    .toList();
        }
    }
}
