package dev.cellwatch.monitor.alert;

import static dev.cellwatch.monitor.alert.Severity.CRITICAL;
import static dev.cellwatch.monitor.alert.Severity.INFO;
import static dev.cellwatch.monitor.alert.Severity.WARNING;

import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.host.HostMetric;
import dev.cellwatch.monitor.metric.Subject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The one table of alerts: what a kernel looks for, under the names, limits and priorities that Prometheus has them. A
 * row is all that an alert needs.
 */
@SuppressWarnings("ImmutableEnumChecker") // conditions hold nothing that changes
public enum AlertRule {
    GPU_ERRORS_DETECTED(
            "GPUErrorsDetected", CRITICAL, 1, 0, "GPU errors (XID) in the last 5 minutes: %s", Conditions::errors),
    GPU_HIGH_TEMPERATURE("GPUHighTemperature", CRITICAL, 2, 2, "temperature above %2$d °C: %1$s", Conditions::tooHot),
    HIGH_GPU_TEMPERATURE(
            "HighGPUTemperature",
            WARNING,
            2,
            2,
            "temperature above 80 °C: %s",
            Limits.of(Subject.Kind.GPU, GpuMetric.TEMPERATURE, Limit.above(80))),
    MEMORY_FULL_SOON("MemoryFullSoon", WARNING, 2, 0, "full %s", Conditions::fillsSoon),
    MEMORY_LEFT_BEHIND(
            "MemoryLeftBehind",
            WARNING,
            3,
            0,
            "each of its last 3 runs left more memory behind, together %s",
            new LeftBehind()),
    GPU_HIGH_MEMORY_USAGE(
            "GPUHighMemoryUsage",
            WARNING,
            3,
            5,
            "memory usage above 90 %%: %s",
            Limits.ofShare(Subject.Kind.GPU, GpuMetric.MEMORY_USED, GpuMetric.MEMORY_TOTAL, Limit.above(0.9))),
    HIGH_MEMORY_USAGE(
            "HighMemoryUsage",
            WARNING,
            3,
            5,
            "RAM usage above 90 %%: %s",
            Limits.of(Subject.Kind.HOST, HostMetric.MEMORY_USED_RATIO, Limit.above(0.9))),
    LOW_DISK_SPACE(
            "LowDiskSpace",
            CRITICAL,
            3,
            5,
            "less than 10 %% of the disk is free: %s",
            new Limits(
                    history -> List.of(Subject.of(Subject.Kind.FILESYSTEM, "mountpoint", "/")),
                    HostMetric.FILESYSTEM_AVAILABLE,
                    HostMetric.FILESYSTEM_SIZE,
                    Limit.below(0.1))),
    TRAINING_DIVERGED("TrainingDiverged", CRITICAL, 3, 0, "a value is no number any more: %s", Conditions::diverged),
    TRAINING_STALLED("TrainingStalled", WARNING, 3, 0, "no step for %s", Conditions::stalled),
    TRAINING_LOSS_INCREASING(
            "TrainingLossIncreasing", INFO, 4, 10, "the loss goes up: %s in 10 minutes", Conditions::lossRises),
    GPU_ALLOCATED_AND_IDLE(
            "GPUAllocatedAndIdle",
            INFO,
            4,
            30,
            "memory is held and nothing runs for 30 minutes: %s of it",
            Conditions::idle);

    private final String id;
    private final Severity severity;
    private final int priority;
    private final Duration hold;
    private final String sentence;
    private final Condition condition;

    AlertRule(String id, Severity severity, int priority, int minutes, String sentence, Condition condition) {
        this.id = id;
        this.severity = severity;
        this.priority = priority;
        this.hold = Duration.ofMinutes(minutes);
        this.sentence = sentence;
        this.condition = condition;
    }

    /** Its name in Prometheus: {@code GPUHighTemperature}. */
    public String id() {
        return id;
    }

    public Severity severity() {
        return severity;
    }

    /** From {@code P1}, at once, to {@code P4}, some time. */
    public String priority() {
        return "P" + priority;
    }

    /** How long it must be so. */
    public Duration hold() {
        return hold;
    }

    /**
     * What it says, without a number.
     *
     * @param criticalCelsius above how many degrees the heat of a GPU is critical
     */
    public String summary(int criticalCelsius) {
        return sentence("…", criticalCelsius);
    }

    private String sentence(String number, int criticalCelsius) {
        return sentence.formatted(number, criticalCelsius);
    }

    /** The one number that it is about, where it is about one and that is no setting. */
    Optional<Limit> limit() {
        return condition instanceof Limits limits ? Optional.of(limits.beyond()) : Optional.empty();
    }

    /** What it finds. */
    List<Alert> in(Evidence evidence) {
        return condition.in(evidence, hold).stream()
                .map(found -> new Alert(
                        this, found.subject(), found.held(), sentence(found.number(), evidence.criticalCelsius())))
                .toList();
    }

    /** Whether that alert says the same and more, so that this one need not be told. */
    boolean yieldsTo(Alert other) {
        return this == HIGH_GPU_TEMPERATURE && other.rule() == GPU_HIGH_TEMPERATURE && other.firing();
    }
}
