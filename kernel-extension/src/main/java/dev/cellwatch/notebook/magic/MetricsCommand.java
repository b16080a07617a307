package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.endpoint.Endpoint;
import dev.cellwatch.monitor.endpoint.EndpointException;
import dev.cellwatch.monitor.endpoint.Status;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.endpoint.PageLink;
import dev.cellwatch.notebook.endpoint.Surroundings;
import dev.cellwatch.notebook.overview.EndpointOverview;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code %metrics}: the endpoint that Prometheus scrapes and a browser looks at. */
@Command(
        description = {
            "The endpoint of this kernel: metrics for Prometheus, and a page for a browser.",
            "",
            "%%metrics                     where it listens, who scraped it last, and the link to the page",
            "%%metrics start --port 8000   has it listen there instead",
            "%%metrics stop                ends it; %%metrics start begins anew",
            ""
        },
        sortOptions = false)
final class MetricsCommand implements Runnable {

    private final MagicContext context;
    private final Supplier<Endpoint> endpoint;

    MetricsCommand(MagicContext context, Supplier<Endpoint> endpoint) {
        this.context = context;
        this.endpoint = endpoint;
    }

    CommandLine line() {
        return new CommandLine(this)
                .addSubcommand(new Start())
                .addSubcommand(new Stop())
                .addSubcommand(new ShowStatus());
    }

    @Override
    public void run() {
        Endpoint asked = endpoint.get();
        Optional<Status> status = asked.status();
        context.display().show(status.map(now -> words(asked, now)).orElseGet(() -> Bundle.text(nothing(asked))));
    }

    private String nothing(Endpoint asked) {
        if (asked.failure().isPresent()) {
            return "Nothing listens. " + asked.failure().get();
        }
        boolean on = context.monitor().get().settings().endpoint().on();
        return "Nothing listens: " + (on ? "" : "CELLWATCH_METRICS is off. ") + "%metrics start begins.";
    }

    private static Bundle words(Endpoint asked, Status status) {
        Optional<PageLink> link =
                status.page() ? Optional.of(PageLink.of(status, asked.key(), Surroundings.here())) : Optional.empty();
        return EndpointOverview.of(status, link, ZoneId.systemDefault());
    }

    @Command(name = "start", description = "Has it listen, and tells where.", sortOptions = false)
    private final class Start implements Runnable {
        @Option(
                names = "--port",
                paramLabel = "PORT",
                description = "The one to take, 0 for any; the first free one of 19540-19639 if left out.")
        private @Nullable Integer port;

        @Option(
                names = "--bind",
                paramLabel = "ADDRESS",
                description = "The address to listen on; 127.0.0.1, which this machine alone reaches, if left out.")
        private @Nullable String bind;

        @Override
        public void run() {
            if (port != null && (port < 0 || port > 65_535)) {
                throw new MagicException("--port takes a number from 0 to 65535, not " + port + ".");
            }
            Endpoint asked = endpoint.get();
            if (asked.status().isEmpty() || port != null || bind != null) {
                start(asked);
            }
            MetricsCommand.this.run();
        }

        private void start(Endpoint asked) {
            if (isThereAlready(asked)) {
                return;
            }
            try {
                asked.start(port == null ? OptionalInt.empty() : OptionalInt.of(port), Optional.ofNullable(bind));
            } catch (EndpointException failed) {
                throw new MagicException(failed.sentence());
            }
        }

        private boolean isThereAlready(Endpoint asked) {
            Integer wanted = port;
            return bind == null
                    && wanted != null
                    && asked.status()
                            .filter(now -> wanted.equals(now.port()) && !now.wide())
                            .isPresent();
        }
    }

    @Command(name = "stop", description = "Ends it.")
    private final class Stop implements Runnable {
        @Override
        public void run() {
            boolean was = endpoint.get().status().isPresent();
            endpoint.get().stop();
            context.display().show(Bundle.text(was ? "Nothing listens any more." : "Nothing listened."));
        }
    }

    @Command(name = "status", description = "What %%metrics tells.")
    private final class ShowStatus implements Runnable {
        @Override
        public void run() {
            MetricsCommand.this.run();
        }
    }
}
