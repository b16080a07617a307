package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.gpu.nvml.NvmlException;
import dev.cellwatch.monitor.gpu.nvml.NvmlReturn;
import dev.cellwatch.monitor.gpu.nvml.OutMemory;
import dev.cellwatch.monitor.metric.Tier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The values that one call gives together. A field that the device or its driver does not know is not asked for again.
 * For one thread at a time.
 */
final class NvmlFields {

    private static final int VALUE_SIZE = 40;
    private static final int TYPE_DOUBLE = 0;
    private static final int TYPE_UNSIGNED_INT = 1;
    private static final int TYPE_SIGNED_INT = 5;
    private static final int TYPE_UNSIGNED_SHORT = 6;

    private final NvmlDevice device;
    private final Map<NvmlField, Slot> slots = new EnumMap<>(NvmlField.class);
    private final List<Slot> all;
    private final List<Slot> fast;
    private final List<Slot> batch = new ArrayList<>();
    private final DeviceCall batchCall =
            (nvml, handle, out) -> nvml.nvmlDeviceGetFieldValues(handle, this.batch.size(), out);

    NvmlFields(NvmlDevice device) {
        this.device = device;
        for (NvmlField field : NvmlField.values()) {
            slots.put(field, new Slot(field));
        }
        all = List.copyOf(slots.values());
        fast = all.stream().filter(slot -> slot.field.tier == Tier.FAST).toList();
    }

    /** Reads what is due in one call. */
    void read(boolean slow) throws NvmlException {
        batch.clear();
        List<Slot> due = slow ? all : fast;
        for (int i = 0; i < due.size(); i++) {
            Slot slot = due.get(i);
            slot.value = Double.NaN;
            if (!slot.refused) {
                request(slot, batch.size() * VALUE_SIZE);
            }
        }
        if (!batch.isEmpty() && device.ask(batchCall)) {
            for (int i = 0; i < batch.size(); i++) {
                receive(batch.get(i), i * VALUE_SIZE);
            }
        }
    }

    /** The value of this tick, times a factor. */
    OptionalDouble get(NvmlField field, double factor) {
        Slot slot = slots.get(field);
        return slot == null || Double.isNaN(slot.value)
                ? OptionalDouble.empty()
                : OptionalDouble.of(NvmlDevice.scaled(slot.value, factor));
    }

    private void request(Slot slot, int offset) {
        device.out()
                .putInt(offset, slot.field.number)
                .putInt(offset + 4, 0)
                .putInt(offset + 28, NvmlReturn.UNKNOWN) // until the driver says otherwise
                .putLong(offset + 32, 0);
        batch.add(slot);
    }

    private void receive(Slot slot, int offset) {
        int code = device.out().getInt(offset + 28);
        if (code == NvmlReturn.SUCCESS) {
            slot.value = value(device.out(), offset);
        } else if (NvmlReturn.isLastingAbsence(code) || code == NvmlReturn.INVALID_ARGUMENT) {
            slot.refused = true;
        }
    }

    private static double value(OutMemory out, int offset) {
        return switch (out.getInt(offset + 24)) {
            case TYPE_DOUBLE -> out.getDouble(offset + 32);
            case TYPE_UNSIGNED_INT ->
                NvmlDevice.known(out.getInt(offset + 32), 1).orElse(Double.NaN);
            case TYPE_SIGNED_INT -> out.getInt(offset + 32);
            case TYPE_UNSIGNED_SHORT -> out.getInt(offset + 32) & 0xFFFF;
            default -> known(out.getLong(offset + 32));
        };
    }

    /** All ones is NVML's "not available", and no counter gets that far. */
    private static double known(long value) {
        return value < 0 ? Double.NaN : value;
    }

    /** What is known of one field of this device. */
    private static final class Slot {
        private final NvmlField field;
        private boolean refused;
        private double value = Double.NaN;

        private Slot(NvmlField field) {
            this.field = field;
        }
    }
}
