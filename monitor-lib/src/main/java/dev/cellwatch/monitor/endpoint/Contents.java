package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpHandler;
import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.sampling.ProbeHealth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What an endpoint serves.
 *
 * @param exposition answers {@code /metrics}; never reads a device
 * @param watch has everything measured until the lease is closed; asked for while somebody looks
 * @param health how each probe is doing
 * @param tracing what keeps spans from arriving at present, in a sentence
 * @param readings by path, for who has the token
 * @param plots what the page can stop
 */
public record Contents(
        HttpHandler exposition,
        Supplier<Lease> watch,
        Supplier<List<ProbeHealth>> health,
        Supplier<Optional<String>> tracing,
        Map<String, Reading> readings,
        LivePlots plots) {

    public Contents {
        readings = Map.copyOf(readings);
    }
}
