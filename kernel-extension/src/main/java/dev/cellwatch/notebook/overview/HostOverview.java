package dev.cellwatch.notebook.overview;

import static dev.cellwatch.notebook.table.Table.fact;

import dev.cellwatch.monitor.host.HostDetails;
import dev.cellwatch.monitor.metric.Unit;
import dev.cellwatch.notebook.table.Cell;
import dev.cellwatch.notebook.table.Column;
import dev.cellwatch.notebook.table.Part;
import dev.cellwatch.notebook.table.Table;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code %system}: the machine, its processor and memory, disks and networks. */
public final class HostOverview {

    private static final int CORES_IN_A_ROW = 16;

    private final HostDetails host;
    private final ZoneId zone;

    /** @param zone in which times are told */
    public HostOverview(HostDetails host, ZoneId zone) {
        this.host = host;
        this.zone = zone;
    }

    /** Four tables; those without rows are left out. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(machine());
        parts.add(cpuAndMemory());
        if (storage().findAny().isPresent()) {
            parts.add(disks());
        }
        if (!host.networks().isEmpty()) {
            parts.add(networks());
        }
        return parts;
    }

    private Table machine() {
        HostDetails.Machine machine = host.machine();
        String boot = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                .withZone(zone)
                .format(machine.bootTime());
        return Table.facts(
                machine.hostname(),
                List.of(
                        fact("System", Cell.of(machine.os())),
                        fact("Kernel", Cell.of(machine.kernel())),
                        fact("Up", Cell.of(Words.duration(machine.uptimeSeconds()) + ", since " + boot))));
    }

    private Table cpuAndMemory() {
        List<List<Cell>> rows = new ArrayList<>();
        HostDetails.Cpu cpu = host.cpu();
        rows.add(fact("CPU", Cell.of(cpu.model())));
        rows.add(fact("Cores", Cell.of(cores(cpu))));
        frequency(cpu.clock()).ifPresent(text -> rows.add(fact("Frequency", Cell.of(text))));
        if (cpu.usage().isPresent()) {
            rows.add(fact("CPU use", Words.share(cpu.usage())));
        }
        rows.addAll(perCore(cpu.perCore()));
        if (cpu.temperatureCelsius().isPresent()) {
            rows.add(fact("Temperature", Words.of(cpu.temperatureCelsius(), Unit.CELSIUS)));
        }
        if (!cpu.loads().isEmpty()) {
            rows.add(fact("Load", Cell.of(loads(cpu.loads()))));
        }
        rows.addAll(memory());
        return Table.facts("Processor and memory", rows);
    }

    private static String cores(HostDetails.Cpu cpu) {
        String cores = cpu.cores().physical() + " physical, " + cpu.cores().logical() + " logical";
        return cpu.limitCores().isPresent()
                ? cores + "; this process may use "
                        + Unit.COUNT.format(cpu.limitCores().getAsDouble())
                : cores;
    }

    private static Optional<String> frequency(HostDetails.Clock clock) {
        Optional<String> highest = Words.gigahertz(clock.maxHertz());
        return Words.gigahertz(clock.currentHertz())
                .map(now -> now + highest.map(most -> " of " + most).orElse(""))
                .or(() -> highest.map(most -> "up to " + most));
    }

    private static List<List<Cell>> perCore(List<Double> cores) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int first = 0; first < cores.size(); first += CORES_IN_A_ROW) {
            int end = Math.min(cores.size(), first + CORES_IN_A_ROW);
            String values = cores.subList(first, end).stream()
                    .map(core -> String.format(Locale.ROOT, "%d", Math.round(core * 100)))
                    .collect(Collectors.joining(" · "));
            rows.add(fact(
                    end - first == 1 ? "Core " + first : "Cores " + first + "–" + (end - 1), Cell.of(values + " %")));
        }
        return rows;
    }

    private static String loads(List<Double> loads) {
        List<String> minutes = List.of("1 min", "5 min", "15 min");
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < Math.min(minutes.size(), loads.size()); i++) {
            shown.add(String.format(Locale.ROOT, "%.2f (%s)", loads.get(i), minutes.get(i)));
        }
        return String.join(", ", shown);
    }

    private List<List<Cell>> memory() {
        HostDetails.Memory memory = host.memory();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(fact("Memory", Words.filled(memory.used(), memory.total())));
        String rest = Words.bytes(memory.available()) + " available, " + Words.bytes(memory.free()) + " free, "
                + Unit.percent(memory.usedRatio()) + " used"
                + (memory.limited() ? "; the total is the limit of this container or group" : "");
        rows.add(fact("", Cell.quiet(rest)));
        HostDetails.Swap swap = host.swap();
        rows.add(fact("Swap", swap.total() > 0 ? Words.part(swap.used(), swap.total()) : Cell.quiet("none")));
        return rows;
    }

    private Table disks() {
        return new Table(
                "Disks",
                List.of(
                        Column.text("Mounted on"),
                        Column.text("Device"),
                        Column.text("Type"),
                        Column.number("Used"),
                        Column.number("Free"),
                        Column.number("")),
                storage().map(HostOverview::disk).toList());
    }

    /** Without the file systems that store nothing, as the kernel mounts them for itself. */
    private Stream<HostDetails.Disk> storage() {
        return host.disks().stream().filter(disk -> disk.total() > 0);
    }

    private static List<Cell> disk(HostDetails.Disk disk) {
        return List.of(
                Cell.of(disk.mount()),
                Cell.quiet(disk.device()),
                Cell.quiet(disk.type()),
                Words.filled(disk.used(), disk.total()),
                Cell.of(Words.bytes(disk.free())),
                Cell.of(Unit.percent(disk.usedRatio())));
    }

    private Table networks() {
        return new Table(
                "Networks",
                List.of(
                        Column.text("Interface"),
                        Column.text("Status"),
                        Column.number("Received"),
                        Column.number("Packets"),
                        Column.number("Sent"),
                        Column.number("Packets"),
                        Column.text("Addresses"),
                        Column.text("MAC")),
                host.networks().stream().map(HostOverview::network).toList());
    }

    private static List<Cell> network(HostDetails.Network network) {
        return List.of(
                Cell.of(network.name()),
                network.up().map(up -> up ? Cell.of("up") : Cell.quiet("down")).orElse(Cell.ABSENT),
                Cell.of(Words.bytes(network.received().bytes())),
                Cell.of(Long.toString(network.received().packets())),
                Cell.of(Words.bytes(network.sent().bytes())),
                Cell.of(Long.toString(network.sent().packets())),
                Cell.quiet(String.join(", ", network.addresses())),
                Cell.quiet(network.mac()));
    }
}
