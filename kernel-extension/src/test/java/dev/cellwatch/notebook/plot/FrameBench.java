package dev.cellwatch.notebook.plot;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.display.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Prints what a frame costs, with 1 and with 8 GPUs: CPU time while the code is as cold as one frame a second leaves
 * it, and bytes. With a directory as its argument it also writes frames there, for the browser tests and for eyes.
 */
public final class FrameBench {

    private static final FrameText TEXT =
            FrameText.of("every 1 s, 3 min 10 s left", "DEMO data", "monitor costs 0.08 % of a core");
    private static final int FRAMES = 60;

    private FrameBench() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = System.out;
        for (int gpus : new int[] {1, 8, 2, 0}) {
            Machine machine = new Machine(gpus, 1000).run(330);
            LivePlot plot =
                    new LivePlot(PlotOptions.everything(Duration.ofMinutes(5), Duration.ofSeconds(1)), machine.history);
            out.printf("frame, %d GPUs: %s, %d bytes%n", gpus, cost(plot, machine), bytes(bundle(plot, machine)));
            if (args.length > 0) {
                dump(Path.of(args[0]), "gpus" + gpus, plot, machine);
            }
        }
        for (int gpus : new int[] {1, 8}) {
            try (TrainedMachine trained = new TrainedMachine(gpus, false).train(330)) {
                LivePlot plot = trained.plot(Set.of(Show.GPU));
                String cost = cost(plot, trained.machine);
                out.printf(
                        "training in 6 panels, %d GPUs: %s, %d bytes%n",
                        gpus, cost, bytes(bundle(plot, trained.machine)));
                if (args.length > 0) {
                    dump(Path.of(args[0]), "training" + gpus, plot, trained.machine);
                }
            }
        }
        compare(out, args);
        for (int gpus : new int[] {1, 8}) {
            Machine machine = new Machine(gpus, 1000).run(86_400);
            LivePlot plot =
                    new LivePlot(PlotOptions.everything(Duration.ofHours(24), Duration.ofSeconds(1)), machine.history);
            out.printf("after a day, %d GPUs: %s, %d bytes%n", gpus, cost(plot, machine), bytes(bundle(plot, machine)));
        }
        out.printf("an hour leaves %d bytes in the notebook%n", savedAfterAnHour());
    }

    private static void compare(PrintStream out, String[] args) throws IOException {
        for (boolean bySteps : new boolean[] {false, true}) {
            try (TrainedMachine trained = new TrainedMachine(1, true).train(330)) {
                trained.again("second")
                        .train(330)
                        .again("third")
                        .train(330)
                        .again("fourth")
                        .train(330);
                Comparison four = new Comparison(
                        trained.runs.all().stream().map(RunView::of).toList(), bySteps);
                Duration axis = Duration.ofSeconds(bySteps ? 2000 : 450);
                LivePlot plot = new LivePlot(PlotOptions.compared(four, axis, gpu -> true), trained.machine.history);
                String cost = cost(plot, trained.machine);
                int bytes = bytes(bundle(plot, trained.machine));
                String name = "compare-by-" + (bySteps ? "step" : "time");
                out.printf("%s, 4 runs in 6 panels: %s, %d bytes%n", name, cost, bytes);
                if (args.length > 0) {
                    dump(Path.of(args[0]), name, plot, trained.machine);
                }
            }
        }
    }

    private static String cost(LivePlot plot, Machine machine) {
        long[] nanos = new long[FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            machine.run(1);
            long before = cpu();
            plot.frame(machine.nowMillis(), TEXT);
            nanos[i] = cpu() - before;
        }
        long first = nanos[0];
        Arrays.sort(nanos, 1, 11);
        long early = nanos[6];
        Arrays.sort(nanos);
        return "median " + nanos[FRAMES / 2] / 1000 + " µs CPU, frames 2 to 11 " + early / 1000 + " µs, first "
                + first / 1000 + " µs";
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static Bundle bundle(LivePlot plot, Machine machine) {
        return plot.frame(machine.nowMillis(), TEXT);
    }

    /** What {@code %live_monitor 1 3600} with 8 GPUs leaves in the notebook, by a simulated clock. */
    static int savedAfterAnHour() throws IOException {
        Machine machine = new Machine(8, 1000);
        LivePlot plot =
                new LivePlot(PlotOptions.everything(Duration.ofHours(1), Duration.ofSeconds(1)), machine.history);
        for (int frame = 0; frame < 3600; frame += 60) {
            machine.run(60);
            plot.frame(machine.nowMillis(), TEXT); // replaces the one before
        }
        return saved(plot.lastFrame(machine.nowMillis(), TEXT));
    }

    /** As Jupyter writes an output: JSON, indented by one space and with a line for each element. */
    private static int saved(Bundle bundle) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        return new ObjectMapper().writer(printer).writeValueAsBytes(tree(bundle)).length;
    }

    /** The bytes of figure, SVG and text as JSON. */
    static int bytes(Bundle bundle) throws IOException {
        return new ObjectMapper().writeValueAsBytes(tree(bundle)).length;
    }

    /** The bundle as a front end reads it. */
    private static JsonNode tree(Bundle bundle) throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode tree = json.createObjectNode();
        for (Map.Entry<String, Object> form : bundle.data().entrySet()) {
            tree.set(
                    form.getKey(),
                    form.getValue() instanceof Json ready
                            ? json.readTree(ready.text())
                            : json.valueToTree(form.getValue()));
        }
        return tree;
    }

    private static void dump(Path directory, String name, LivePlot plot, Machine machine) throws IOException {
        Files.createDirectories(directory);
        ObjectMapper json = new ObjectMapper();
        for (int i = 0; i < 20; i++) {
            machine.run(1);
            Bundle frame = i == 19 ? plot.lastFrame(machine.nowMillis(), TEXT) : bundle(plot, machine);
            json.writeValue(directory.resolve(name + "-" + i + ".json").toFile(), tree(frame));
            Object svg = frame.data().getOrDefault(Bundle.SVG, "");
            Files.writeString(directory.resolve(name + ".svg"), svg.toString(), StandardCharsets.UTF_8);
            Object text = frame.data().getOrDefault(Bundle.TEXT, "");
            Files.writeString(directory.resolve(name + ".txt"), text.toString(), StandardCharsets.UTF_8);
        }
    }
}
