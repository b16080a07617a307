package dev.cellwatch.notebook.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.RunArchive;
import dev.cellwatch.notebook.display.Bundle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was kept is drawn as it was, by a kernel that has not seen it. */
class KeptRunPlotTest {

    private static final FrameText TEXT = FrameText.of("over after 5 min");

    @TempDir
    Path folder;

    @Test
    void it_is_drawn_as_it_was() throws IOException {
        assertDrawnAlike(300, 0.02);
    }

    @Test
    void also_after_hours() throws IOException {
        assertDrawnAlike(3 * 3600, 0.08);
    }

    private void assertDrawnAlike(int seconds, double tolerance) throws IOException {
        Machine machine = new Machine(2, 1000);
        TrainedMachine trained = new TrainedMachine(machine, true, folder).train(seconds);
        trained.close();
        Bundle was = frame(trained.feed(), machine.history);
        RunArchive next = TrainedMachine.archive(machine, folder);
        ReadableRun kept = next.find("mnist").orElseThrow();
        Bundle is = frame(kept, new History());
        assertEquals(figure(was).at("/layout/title/text"), figure(is).at("/layout/title/text"));
        assertEquals(second(was), second(is), "but for the last digits");
        assertEquals(figure(was).path("data").size(), figure(is).path("data").size());
        for (int i = 0; i < figure(was).path("data").size(); i++) {
            assertAlike(figure(was).path("data").get(i), figure(is).path("data").get(i), tolerance);
        }
        assertEquals(marks(was), marks(is), "limits, throttling and GC");
        next.runs().close();
    }

    /** The same line, but for a few points where the folds of one and of the other meet. */
    private static void assertAlike(JsonNode was, JsonNode is, double tolerance) {
        assertEquals(was.path("name"), is.path("name"));
        if (!was.has("x0")) {
            assertEquals(
                    was.path("y").toString(),
                    is.path("y").toString(),
                    was.path("name").asText());
            return;
        }
        assertEquals(
                was.path("x0").asDouble(),
                is.path("x0").asDouble(),
                2 * was.path("dx").asDouble());
        double one = mean(was.path("y"));
        double other = mean(is.path("y"));
        assertTrue(
                Math.abs(one - other) <= tolerance * Math.abs(one) + 1e-9,
                was.path("name") + ": " + one + ", " + other);
    }

    private static double mean(JsonNode values) {
        return values(values).stream()
                .filter(value -> !Float.isNaN(value))
                .mapToDouble(Float::doubleValue)
                .average()
                .orElse(0);
    }

    /** The numbers of a typed array. */
    static List<Float> values(JsonNode values) {
        ByteBuffer bytes = ByteBuffer.wrap(
                        Base64.getDecoder().decode(values.path("bdata").asText()))
                .order(ByteOrder.LITTLE_ENDIAN);
        List<Float> numbers = new ArrayList<>();
        while (bytes.hasRemaining()) {
            float value =
                    switch (values.path("dtype").asText()) {
                        case "u1" -> bytes.get() & 0xff;
                        case "i2" -> bytes.getShort();
                        default -> bytes.getFloat();
                    };
            numbers.add(value);
        }
        return numbers;
    }

    /** What is marked, and in which panels. */
    private static Set<String> marks(Bundle bundle) throws IOException {
        Set<String> marks = new HashSet<>();
        for (JsonNode shape : figure(bundle).at("/layout/shapes")) {
            marks.add(shape.path("type") + " " + shape.path("yref") + shape.path("fillcolor"));
        }
        return marks;
    }

    private static Bundle frame(ReadableRun run, History history) {
        Duration whole = Duration.ofMillis((run.endMillis() - run.startMillis()) * 51 / 50);
        return TrainedMachine.plot(EnumSet.allOf(Show.class), run, history, whole)
                .frame(run.endMillis(), TEXT);
    }

    private static String second(Bundle bundle) throws IOException {
        return figure(bundle).at("/layout/annotations/0/text").asText().replaceAll("\\d", "0");
    }

    private static JsonNode figure(Bundle bundle) throws IOException {
        return new ObjectMapper().readTree(String.valueOf(bundle.data().get(Bundle.FIGURE)));
    }
}
