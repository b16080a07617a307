package dev.cellwatch.environment.doctor;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.Forwarding;
import dev.cellwatch.environment.engine.Listeners;
import dev.cellwatch.environment.jupyter.FreePort;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.report.GpuReading;
import dev.cellwatch.environment.stack.PrometheusApi;
import dev.cellwatch.environment.stack.Stack;
import dev.cellwatch.environment.stack.StackStatus;
import dev.cellwatch.monitor.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything that has to be there, and at what is wise to know before a training. */
public final class Doctor {

    private static final Duration GPU_LIMIT = Duration.ofSeconds(20);

    private final Machine machine;
    private final Settings settings;

    public Doctor(Machine machine) {
        this.machine = machine;
        this.settings = Settings.from(machine.environment());
    }

    /** Looks; a check that goes wrong is a finding like the others. */
    public Diagnosis examine() {
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new ToolChecks(machine).findings());
        findings.addAll(new JupyterChecks(machine).findings());
        findings.addAll(gpus());
        findings.addAll(HostChecks.of(machine.layout().root()).findings());
        findings.addAll(monitoring());
        settings.mistakes()
                .forEach(mistake -> findings.add(Finding.warn("Setting", mistake, "Correct it, or leave it out.")));
        return new Diagnosis(findings);
    }

    private List<Finding> monitoring() {
        Stack stack = Stack.here(machine);
        StackStatus status = StackStatus.of(stack);
        Listeners listeners = new Listeners(Path.of("/proc"));
        PrometheusApi prometheus = new PrometheusApi(status.ports().prometheus());
        List<Finding> findings = new ArrayList<>(engine(stack.engine()));
        if (stack.engine().lack().isEmpty()) {
            findings.addAll(
                    new StackChecks(status, prometheus, stack::grafana, listeners, FreePort::isFree).findings());
        }
        return findings;
    }

    private List<Finding> engine(Engine engine) {
        return new EngineChecks(engine, () -> Forwarding.look(machine.programs(), Path.of("/"))).findings();
    }

    private List<Finding> gpus() {
        DeviceFiles devices = new DeviceFiles(Path.of("/dev"));
        try {
            return new GpuChecks(
                            GpuReading.now(settings, GPU_LIMIT),
                            devices,
                            settings.alerting().criticalCelsius())
                    .findings();
        } catch (Failure hangs) {
            return List.of(
                    Finding.fail("NVML", hangs.getMessage(), "Look at: dmesg | grep -i -e NVRM -e Xid"),
                    devices.finding());
        }
    }
}
