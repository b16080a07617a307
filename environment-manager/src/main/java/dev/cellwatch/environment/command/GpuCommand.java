package dev.cellwatch.environment.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.report.GpuJson;
import dev.cellwatch.environment.report.GpuReading;
import dev.cellwatch.environment.report.GpuText;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "gpu", description = "Show every NVIDIA GPU and who uses it, read once.")
final class GpuCommand extends LauncherCommand {

    // a first call into a driver without persistence mode takes a few seconds
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @ArgGroup
    @Nullable
    Form form;

    /** How to write it. */
    static final class Form {
        @Option(names = "--json", description = "All of it, as JSON.")
        boolean json;

        @Option(
                names = "--summary",
                description = "Three numbers over all GPUs: gpu_utilization_avg, memory_usage_percent, gpu_temp_max.")
        boolean summary;
    }

    @Option(names = "--demo", description = "Show synthetic GPUs, labelled DEMO.")
    boolean demo;

    GpuCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() {
        GpuReading reading = GpuReading.now(machine.settings(demo), LIMIT);
        machine.console().say(written(reading));
        return 0;
    }

    private String written(GpuReading reading) {
        if (form == null) {
            return new GpuText(reading).text();
        }
        ObjectNode json = form.json ? new GpuJson(reading).everything() : new GpuJson(reading).summary();
        return json.toPrettyString();
    }
}
