package dev.cellwatch.monitor.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Judges verdicts over cells that a simulator ran, which knows nothing of their thresholds: what held a cell up is found
 * there by running it again with each part made faster. Keeps the table in docs/measuring.md; {@code -Dregenerate=true}
 * writes it.
 */
class ConfusionTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "measuring.md");
    private static final String BEGIN = "<!-- the confusion matrix -->\n";
    private static final String END = "<!-- its end -->";
    /** The rules' limits were chosen with these cells in view. */
    private static final long SEED = 20_260_401;

    private static final List<Long> UNSEEN = List.of(1L, 2L, 3L);

    private static final int CELLS = 25; // of each scenario

    private static final Map<Truth, Bottleneck> RIGHT = Map.of(
            Truth.GPU, Bottleneck.GPU,
            Truth.THROTTLED, Bottleneck.THROTTLED,
            Truth.HOST, Bottleneck.HOST,
            Truth.INPUT, Bottleneck.INPUT,
            Truth.PCIE, Bottleneck.PCIE,
            Truth.GC, Bottleneck.GARBAGE,
            Truth.IDLE, Bottleneck.IDLE,
            Truth.MIXED, Bottleneck.NOT_CLEAR);

    private final Map<Truth, Map<Bottleneck, Integer>> matrix = new EnumMap<>(Truth.class);

    private static Verdict verdict(SimulatedCell cell) {
        Recorder recorder = Played.play(new Recorder(), cell.samples(), cell.startMillis());
        double seconds = (cell.endMillis() - cell.startMillis()) / 1000.0;
        return new Diagnosis(recorder.host(), recorder.jvm(), seconds)
                .of(recorder.gpus().values().stream().findFirst());
    }

    @Test
    void verdicts_are_right_or_not_clear_and_hardly_ever_wrong() {
        judge(SEED);
        check();
    }

    @Test
    void cells_that_were_not_there_when_the_limits_were_chosen_are_judged_as_well() throws IOException {
        UNSEEN.forEach(this::judge);
        String table = table();
        System.out.println(table);
        assertDocumented(table);
        check();
    }

    private void judge(long seed) {
        for (SimulatedCell cell : new WorkloadSimulator(seed).cells(CELLS)) {
            Bottleneck told = verdict(cell).bottleneck();
            matrix.computeIfAbsent(cell.truth(), truth -> new EnumMap<>(Bottleneck.class))
                    .merge(told, 1, Integer::sum);
        }
    }

    private void check() {
        assertTrue(share(Judgement.WRONG, true) <= 0.06, () -> "wrong: " + share(Judgement.WRONG, true));
        assertTrue(share(Judgement.RIGHT, false) >= 0.5, () -> "right: " + share(Judgement.RIGHT, false));
        assertTrue(overMixtures() <= 0.25, () -> "one part of several: " + overMixtures());
    }

    /** The share of cells in which several parts matter that are told to be held up by one. */
    private double overMixtures() {
        Map<Bottleneck, Integer> mixed = matrix.getOrDefault(Truth.MIXED, Map.of());
        int all = mixed.values().stream().mapToInt(Integer::intValue).sum();
        return 1 - mixed.getOrDefault(Bottleneck.NOT_CLEAR, 0) / (double) all;
    }

    /** What a verdict is worth over a cell that one thing held up. */
    private enum Judgement {
        RIGHT,
        /** The right part is named. That its clocks were down helps nobody where that hardly cost time. */
        NEAR,
        UNCLEAR,
        WRONG
    }

    private static Judgement judge(Truth truth, Bottleneck told) {
        if (told == RIGHT.get(truth)) {
            return Judgement.RIGHT;
        }
        boolean gpu = truth == Truth.GPU || truth == Truth.THROTTLED;
        boolean toldGpu = told == Bottleneck.GPU || told == Bottleneck.THROTTLED;
        if (gpu && toldGpu) {
            return Judgement.NEAR;
        }
        return told == Bottleneck.NOT_CLEAR ? Judgement.UNCLEAR : Judgement.WRONG;
    }

    /** The share of cells with one cause that are judged so, of all or of those with a verdict. */
    private double share(Judgement judgement, boolean ofVerdicts) {
        Map<Judgement, Integer> counts = new EnumMap<>(Judgement.class);
        matrix.forEach((truth, row) -> row.forEach((told, count) -> {
            if (truth != Truth.MIXED) {
                counts.merge(judge(truth, told), count, Integer::sum);
            }
        }));
        if (ofVerdicts) {
            counts.remove(Judgement.UNCLEAR);
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return (double) counts.getOrDefault(judgement, 0) / all;
    }

    private String table() {
        StringBuilder text = new StringBuilder("| what held it up |");
        for (Bottleneck told : Bottleneck.values()) {
            text.append(' ').append(told.words()).append(" |");
        }
        text.append("\n|---|").append("--:|".repeat(Bottleneck.values().length)).append('\n');
        for (Truth truth : Truth.values()) {
            Map<Bottleneck, Integer> row = matrix.getOrDefault(truth, Map.of());
            text.append("| ").append(truth.name().toLowerCase(Locale.ROOT)).append(" |");
            for (Bottleneck told : Bottleneck.values()) {
                String count =
                        Optional.ofNullable(row.get(told)).map(String::valueOf).orElse("");
                text.append(' ')
                        .append(told == RIGHT.get(truth) ? "**" + count + "**" : count)
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void assertDocumented(String table) throws IOException {
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + table + document.substring(end));
            return;
        }
        assertAlmostEquals(document.substring(begin, end).split("\\|"), table.split("\\|"));
    }

    /** Another Java computes some last digits otherwise, and a cell that is on a limit falls on its other side. */
    private static void assertAlmostEquals(String[] documented, String[] counted) {
        String remedy = "run mvn -pl monitor-lib test -Dtest=ConfusionTest -Dregenerate=true";
        assertEquals(documented.length, counted.length, remedy);
        for (int i = 0; i < counted.length; i++) {
            String was = documented[i].replaceAll("[* ]", "");
            String is = counted[i].replaceAll("[* ]", "");
            if (is.matches("\\d+") || was.matches("\\d+")) {
                assertEquals(count(was), count(is), 2, remedy);
            } else {
                assertEquals(was, is, remedy);
            }
        }
    }

    private static int count(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
