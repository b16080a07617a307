package dev.cellwatch.monitor;

import com.sun.net.httpserver.HttpHandler;
import dev.cellwatch.monitor.endpoint.Contents;
import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.endpoint.Identity;
import dev.cellwatch.monitor.endpoint.Reading;
import dev.cellwatch.monitor.settings.EndpointSettings;
import dev.cellwatch.monitor.snapshot.GpuState;
import dev.cellwatch.monitor.snapshot.SystemState;
import java.util.Map;

/** Wires a monitor to an endpoint: {@code MonitorEndpoint.of(monitor).start(...)}. */
public final class MonitorEndpoint {

    private MonitorEndpoint() {}

    /** An endpoint that serves what the monitor measures; it does not listen yet. */
    public static Endpoint of(Monitor monitor) {
        return of(monitor, exchange -> monitor.exposition().handler().handle(exchange)); // made by the first scrape
    }

    /** @param exposition answers {@code /metrics} */
    static Endpoint of(Monitor monitor, HttpHandler exposition) {
        EndpointSettings settings = monitor.settings().endpoint();
        Contents contents = new Contents(
                exposition,
                () -> monitor.watch(monitor.settings().interval()),
                monitor.sampler()::health,
                readings(monitor));
        return new Endpoint(
                settings,
                Identity.ofThisProgram(monitor.settings().notebook(), settings.mode()),
                contents,
                monitor.clock());
    }

    private static Map<String, Reading> readings(Monitor monitor) {
        GpuState gpus = new GpuState(monitor.history(), monitor.gpus()::inventory, monitor.clock());
        SystemState system = new SystemState(gpus, monitor.host(), monitor.clock());
        return Map.of(
                "/",
                () -> Map.of("metrics", "metrics", "api", "api/metrics", "system", "admin/monitor/system"),
                "/api/metrics",
                () -> monitor.snapshots().now().tree(),
                "/admin/monitor/gpu",
                gpus::tree,
                "/admin/monitor/system",
                system::tree);
    }
}
