package dev.cellwatch.environment.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cellwatch.monitor.gpu.Gpu;
import dev.cellwatch.monitor.gpu.GpuInventory;
import dev.cellwatch.monitor.gpu.GpuMetric;
import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.gpu.MigInstance;
import dev.cellwatch.monitor.metric.Sample;
import dev.cellwatch.monitor.metric.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** A reading for programs: keyed by exposition names, in base units; what could not be read is not there. */
public final class GpuJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final GpuReading reading;

    public GpuJson(GpuReading reading) {
        this.reading = reading;
    }

    /** The whole reading. */
    public ObjectNode everything() {
        GpuInventory inventory = reading.inventory();
        ObjectNode object = JSON.objectNode();
        object.put("driver", inventory.driverVersion().orElse(null));
        inventory.cudaVersion().ifPresent(version -> object.put("cuda", version));
        if (inventory.demo()) {
            object.put("demo", true);
        }
        inventory.reason().ifPresent(reason -> object.put("reason", reason));
        ArrayNode gpus = object.putArray("gpus");
        inventory.gpus().forEach(gpu -> gpus.add(gpu(gpu)));
        return object;
    }

    private ObjectNode gpu(Gpu gpu) {
        ObjectNode object = JSON.objectNode();
        object.put("index", gpu.index()).put("uuid", gpu.uuid()).put("name", gpu.name());
        gpu.pciBusId().ifPresent(id -> object.put("pci_bus_id", id));
        gpu.computeCapability().ifPresent(capability -> object.put("compute_capability", capability));
        gpu.architecture().ifPresent(architecture -> object.put("architecture", architecture));
        gpu.memory().remark().ifPresent(remark -> object.put("memory_remark", remark));
        gpu.problem().ifPresent(problem -> object.put("problem", problem));
        object.set("metrics", metrics(Subject.Kind.GPU, gpu.uuid()));
        addXids(gpu, object);
        if (!gpu.mig().isEmpty()) {
            ArrayNode slices = object.putArray("mig");
            gpu.mig().forEach(slice -> slices.add(slice(slice)));
        }
        ArrayNode processes = object.putArray("processes");
        reading.inventory().processesOn(gpu).forEach(process -> processes.add(process(process)));
        return object;
    }

    private ObjectNode slice(MigInstance slice) {
        ObjectNode object = JSON.objectNode();
        object.put("uuid", slice.uuid());
        object.put("gpu_instance", slice.gpuInstanceId()).put("compute_instance", slice.computeInstanceId());
        object.set("metrics", metrics(Subject.Kind.GPU_INSTANCE, slice.uuid()));
        return object;
    }

    private ObjectNode metrics(Subject.Kind kind, String uuid) {
        ObjectNode object = JSON.objectNode();
        reading.of(kind, uuid)
                .ifPresent(sample -> sample.forEach((metric, value) -> number(object, metric.id(), value)));
        return object;
    }

    private void addXids(Gpu gpu, ObjectNode object) {
        List<Sample> counts = reading.samples().stream()
                .filter(sample -> sample.subject().kind() == Subject.Kind.GPU_XID
                        && sample.subject().label("uuid").equals(gpu.uuid()))
                .toList();
        if (!counts.isEmpty()) {
            ObjectNode xids = object.putObject("xid_errors");
            counts.forEach(sample -> sample.forEach(
                    (metric, value) -> number(xids, sample.subject().label("xid"), value)));
        }
    }

    private static ObjectNode process(GpuProcess process) {
        ObjectNode object = JSON.objectNode();
        object.put("pid", process.pid());
        process.name().ifPresent(name -> object.put("name", name));
        process.user().ifPresent(user -> object.put("user", user));
        object.put("type", process.type().name().toLowerCase(Locale.ROOT));
        process.memoryBytes().ifPresent(bytes -> object.put("memory_bytes", bytes));
        process.utilization().ifPresent(share -> object.put("utilization_ratio", share));
        object.put("uuid", process.uuid());
        return object;
    }

    /** Three numbers over all GPUs, in percent and degrees; null where no GPU tells. */
    public ObjectNode summary() {
        ObjectNode object = JSON.objectNode();
        OptionalDouble busy = Arrays.stream(reading.all(GpuMetric.UTILIZATION)).average();
        double used = Arrays.stream(reading.all(GpuMetric.MEMORY_USED)).sum();
        double total = Arrays.stream(reading.all(GpuMetric.MEMORY_TOTAL)).sum();
        put(object, "gpu_utilization_avg", percent(busy));
        put(
                object,
                "memory_usage_percent",
                total > 0 ? percent(OptionalDouble.of(used / total)) : OptionalDouble.empty());
        put(
                object,
                "gpu_temp_max",
                Arrays.stream(reading.all(GpuMetric.TEMPERATURE)).max());
        return object;
    }

    private static OptionalDouble percent(OptionalDouble share) {
        return share.isPresent()
                ? OptionalDouble.of(Math.round(share.getAsDouble() * 1000) / 10.0)
                : OptionalDouble.empty();
    }

    private static void put(ObjectNode object, String key, OptionalDouble value) {
        if (value.isPresent()) {
            number(object, key, value.getAsDouble());
        } else {
            object.putNull(key);
        }
    }

    /** Bytes and counts as whole numbers, not as 8.0E10. */
    private static void number(ObjectNode object, String key, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            object.put(key, (long) value);
        } else {
            object.put(key, value);
        }
    }
}
