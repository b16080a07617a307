package dev.cellwatch.monitor;

import com.sun.net.httpserver.HttpHandler;
import dev.cellwatch.monitor.activity.Activity;
import dev.cellwatch.monitor.endpoint.Contents;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.endpoint.Identity;
import dev.cellwatch.monitor.endpoint.LivePlots;
import dev.cellwatch.monitor.endpoint.Reading;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import dev.cellwatch.monitor.settings.EndpointSettings;
import dev.cellwatch.monitor.snapshot.GpuPast;
import dev.cellwatch.monitor.snapshot.GpuState;
import dev.cellwatch.monitor.snapshot.Snapshot;
import dev.cellwatch.monitor.snapshot.SystemState;
import dev.cellwatch.monitor.trace.TraceStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Wires a monitor to an endpoint: {@code MonitorEndpoint.of(monitor).start(...)}. */
public final class MonitorEndpoint {

    private MonitorEndpoint() {}

    /** An endpoint that serves what the monitor measures; it does not listen yet. */
    public static Endpoint of(Monitor monitor) {
        return of(monitor, LivePlots.none());
    }

    /** The same in a program that draws live plots, which its page can stop. */
    public static Endpoint of(Monitor monitor, LivePlots plots) {
        HttpHandler exposition =
                exchange -> monitor.exposition().handler().handle(exchange); // made by the first scrape
        EndpointSettings settings = monitor.settings().endpoint();
        Identity identity = Identity.ofThisProgram(monitor.settings().notebook(), settings.host(), settings.mode());
        Contents contents = new Contents(
                exposition,
                () -> monitor.watch(monitor.settings().interval()),
                monitor.sampler()::health,
                () -> monitor.tracing().status().flatMap(TraceStatus::trouble),
                readings(monitor, identity),
                plots);
        return new Endpoint(settings, identity, contents, monitor.clock());
    }

    private static Map<String, Reading> readings(Monitor monitor, Identity identity) {
        GpuState gpus = new GpuState(monitor.history(), monitor.gpus()::inventory, monitor.clock());
        SystemState system = new SystemState(gpus, monitor.host(), monitor.clock());
        GpuPast past = new GpuPast(monitor.history(), monitor.gpus()::inventory, monitor.clock());
        Activity activity = new Activity(monitor.runs(), monitor::alerts, monitor.log(), monitor.clock());
        return Map.of(
                "/api/metrics",
                () -> newest(monitor),
                "/admin/monitor/gpu",
                gpus::tree,
                "/admin/monitor/gpu/history",
                past::tree,
                "/admin/monitor/system",
                system::tree,
                "/admin/monitor/kernel",
                () -> new LinkedHashMap<>(identity.labels()),
                "/admin/monitor/activity",
                activity::tree);
    }

    /** With what tells the first answers after a pause, when the readings that they have begun are still to come. */
    private static Map<String, @Nullable Object> newest(Monitor monitor) {
        boolean read = monitor.sampler().health().stream().allMatch(ProbeHealth::isSettled);
        Snapshot now = monitor.snapshots().now();
        Map<String, @Nullable Object> tree = new LinkedHashMap<>(now.tree());
        tree.put("complete", read && now.hasCpuLoad());
        return tree;
    }
}
