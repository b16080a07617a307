package dev.cellwatch.monitor.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.text.FileTrouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LineFileTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("f.jsonl");
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    @Test
    void a_line_is_in_the_file_when_it_was_added() throws IOException {
        try (LineFile file = new LineFile(file(), 1000)) {
            file.append("one");
            assertEquals("one\n", Files.readString(file()));
            file.append("two €");
            assertEquals("one\ntwo €\n", Files.readString(file()));
        }
    }

    @Test
    void what_the_file_held_before_stays() throws IOException {
        Files.writeString(file(), "older\n");
        try (LineFile file = new LineFile(file(), 1000)) {
            file.append("one");
        }
        assertEquals(List.of("older", "one"), lines(file()));
    }

    @Test
    void half_a_line_that_was_left_behind_spoils_no_other() throws IOException {
        Files.writeString(file(), "whole\n{\"hal");
        try (LineFile file = new LineFile(file(), 1000)) {
            file.append("one");
            file.append("two");
        }
        assertEquals(List.of("whole", "{\"hal", "one", "two"), lines(file()));
    }

    @Test
    void a_full_file_is_put_aside_and_three_of_them_are_kept() throws IOException {
        try (LineFile file = new LineFile(file(), 10)) {
            for (int i = 0; i < 10; i++) {
                file.append("line" + i);
            }
        }
        assertEquals(List.of("line9"), lines(file()));
        assertEquals(List.of("line8"), lines(folder.resolve("f.jsonl.1")));
        assertEquals(List.of("line7"), lines(folder.resolve("f.jsonl.2")));
        assertEquals(List.of("line6"), lines(folder.resolve("f.jsonl.3")));
        try (var all = Files.list(folder)) {
            assertEquals(4, all.count());
        }
    }

    @Test
    void a_file_takes_as_many_lines_as_fit() throws IOException {
        try (LineFile file = new LineFile(file(), 12)) {
            for (int i = 0; i < 5; i++) {
                file.append("line" + i);
            }
        }
        assertEquals(List.of("line4"), lines(file()));
        assertEquals(List.of("line2", "line3"), lines(folder.resolve("f.jsonl.1")));
    }

    @Test
    void two_writers_of_one_file_are_refused_also_by_another_name() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file());
        try (LineFile other = new LineFile(link, 1000)) {
            try (LineFile one = new LineFile(file(), 1000)) {
                one.append("one");
                IOException refused = assertThrows(IOException.class, () -> other.append("two"));
                assertEquals("another log is written to it", FileTrouble.words(refused));
            }
            other.append("two");
        }
        assertEquals(List.of("one", "two"), lines(file()));
    }

    @Test
    void a_file_that_was_taken_away_is_begun_anew() throws IOException {
        try (LineFile file = new LineFile(file(), 1000)) {
            file.append("one");
            Files.move(file(), folder.resolve("elsewhere"));
            file.append("two");
            assertEquals(1, file.takenAway());
        }
        assertEquals(List.of("two"), lines(file()));
        assertEquals(List.of("one"), lines(folder.resolve("elsewhere")));
    }

    @Test
    void it_goes_on_when_its_folder_is_back() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path log = inner.resolve("f.jsonl");
        try (LineFile file = new LineFile(log, 1000)) {
            file.append("one");
            Files.delete(log);
            Files.delete(inner);
            IOException gone = assertThrows(IOException.class, () -> file.append("two"));
            assertEquals("no such file or folder", FileTrouble.words(gone));
            Files.createDirectory(inner);
            file.append("three");
        }
        assertEquals(List.of("three"), lines(log));
    }

    @Test
    void an_interrupt_costs_one_line_and_not_the_file() throws IOException {
        try (LineFile file = new LineFile(file(), 1000)) {
            file.append("one");
            Thread.currentThread().interrupt();
            assertThrows(IOException.class, () -> file.append("two"));
            assertTrue(Thread.interrupted());
            file.append("three");
        }
        assertEquals(List.of("one", "three"), lines(file()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_full_disk_is_told_in_words() throws IOException {
        try (LineFile file = new LineFile(Path.of("/dev/full"), 1000)) {
            IOException full = assertThrows(IOException.class, () -> file.append("one"));
            assertEquals("No space left on device", FileTrouble.words(full));
        }
    }

    /** Lines of 700 bytes in 4096: the sixth is cut in the middle by the system. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void of_a_line_that_does_not_fit_on_the_disk_nothing_is_left() throws Exception {
        Process writer = writer("ulimit -f 4; ", 1 << 20, 670);
        List<String> told = new ArrayList<>(writer.inputReader().lines().toList());
        assertTrue(told.get(told.size() - 1).startsWith("failed: File too large"), told.toString());
        assertEquals(told.size() - 1, lines(file()).size());
        assertTrue(Files.size(file()) < 4096);
        assertTrue(Files.readString(file()).endsWith("}\n"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_writer_that_is_killed_loses_nothing_that_it_had_written() throws Exception {
        Process writer = writer("", 200_000, 700);
        int told = -1;
        try (BufferedReader out = writer.inputReader()) {
            while (told < 2000) {
                told = Integer.parseInt(out.readLine());
            }
            assertTrue(writer.isAlive());
            assertTrue(writer.toHandle().destroyForcibly()); // what it has told by then can still be read
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                told = line.matches("\\d+") ? Math.max(told, Integer.parseInt(line)) : told;
            }
        }
        List<Integer> found = new ArrayList<>();
        for (String name : List.of("f.jsonl.3", "f.jsonl.2", "f.jsonl.1", "f.jsonl")) {
            Path part = folder.resolve(name); // one may be missing: it was put aside at that moment
            for (String line : whole(Files.exists(part) ? Files.readString(part) : "")) {
                found.add(JSON.readTree(line).get("n").asInt());
            }
        }
        for (int i = 1; i < found.size(); i++) {
            assertEquals(found.get(i - 1) + 1, found.get(i), "no line is missing between two others");
        }
        assertTrue(found.get(found.size() - 1) >= told, told + " was told, and this was there: " + found.size());
        try (LineFile next = new LineFile(file(), 200_000)) {
            next.append("{\"n\":-1}");
        }
        assertEquals("{\"n\":-1}", lines(file()).get(lines(file()).size() - 1));
    }

    /** What ends with a line end. */
    private static List<String> whole(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private Process writer(String before, long maxBytes, int filler) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = before + "exec \"$0\" -Xshare:auto -XX:TieredStopAtLevel=1 -cp \"$1\" "
                + LineWriter.class.getName() + " \"$2\" " + maxBytes + " " + filler;
        return new ProcessBuilder("bash", "-c", command, java, System.getProperty("java.class.path"), file().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
