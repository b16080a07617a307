package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpServer;
import dev.cellwatch.monitor.settings.EndpointSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of one program: metrics, an API, and the file that announces it. Nothing is measured or loaded for it
 * before somebody asks. Thread-safe.
 *
 * <pre>{@code
 * endpoint.start(OptionalInt.empty(), Optional.empty());
 * endpoint.status().ifPresent(status -> System.out.println(status.url() + "/metrics"));
 * }</pre>
 */
public final class Endpoint implements AutoCloseable {

    /** A scrape a minute keeps it going; a laptop's GPU may sleep when nobody has come for so long. */
    private static final Duration AFTER_A_SCRAPE = Duration.ofMinutes(5);

    private static final Duration AFTER_A_LOOK = Duration.ofSeconds(30);

    private final EndpointSettings settings;
    private final InstantSource clock;
    private final Token token;
    private final TargetFile announcement;
    private final Attention scraping;
    private final Attention looking;
    private final Scrapes scrapes;
    private final Journal journal;
    private final Pages pages;
    private final Upkeep upkeep;
    private @Nullable Listening listening;
    private @Nullable String failure;
    private boolean closed;

    /** An endpoint that does not listen yet. */
    public Endpoint(EndpointSettings settings, Identity identity, Contents contents, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.token = new Token(settings.token());
        this.announcement = new TargetFile(settings.targetsDir(), identity, clock);
        this.scraping = new Attention(contents.watch(), AFTER_A_SCRAPE, clock);
        this.looking = new Attention(contents.watch(), AFTER_A_LOOK, clock);
        this.scrapes = new Scrapes(contents.exposition(), scraping, clock);
        this.journal = new Journal(new RequestStatistics(clock), new Troubles(clock));
        this.pages = new Pages(contents, scrapes, looking, journal);
        this.upkeep =
                new Upkeep(List.of(announcement::renew, scraping::tick, looking::tick, () -> journal.see(contents)));
        Runtime.getRuntime().addShutdownHook(new Thread(announcement::close, "cellwatch-endpoint-end"));
    }

    /**
     * Listens; what listened before ends when that has succeeded, and goes on when it has not.
     *
     * @param port the only one to take, 0 for any; where it is absent the settings say
     * @param bind the address to listen on; where it is absent the settings say
     * @throws EndpointException with a sentence
     */
    public synchronized void start(OptionalInt port, Optional<String> bind) throws EndpointException {
        failure = null;
        try {
            listen(port, bind);
        } catch (EndpointException failed) {
            failure = failed.getMessage();
            throw failed;
        }
    }

    /** Listens if the settings want it, and unless it does already. */
    public synchronized void startIfWanted() throws EndpointException {
        if (settings.on() && listening == null) {
            start(OptionalInt.empty(), Optional.empty());
        }
    }

    private void listen(OptionalInt port, Optional<String> bind) throws EndpointException {
        if (closed) {
            throw new EndpointException("This kernel ends.");
        }
        Listener listener = Listener.on(bind.orElse(settings.bind()));
        OptionalInt wished = port.isPresent() ? port : settings.port();
        if (listening != null && wished.equals(OptionalInt.of(listening.port()))) {
            stop(); // its port is the one that is wanted
        }
        HttpServer server = listener.open(wished);
        stop();
        int taken = server.getAddress().getPort();
        Exchanges exchanges = new Exchanges(System::nanoTime);
        server.createContext("/", new FirstAsked(() -> site(listener, taken, exchanges)));
        listening = new Listening(server, exchanges, listener, clock.millis());
        listening.begin();
        announcement.announce(listener.host() + ":" + taken);
        upkeep.begin();
    }

    private Site site(Listener listener, int port, Exchanges exchanges) {
        Hosts hosts = new Hosts(settings.hosts(), listener.isWide());
        Visitors visitors = new Visitors(token, settings.metricsToken(), port);
        List<Route> routes = pages.routes(!settings.hidesPage(), exchanges);
        return new Site(new Gate(routes, hosts, visitors), exchanges, journal);
    }

    /** Ends listening, until the next start. */
    public synchronized void stop() {
        if (listening != null) {
            listening.close();
            listening = null;
        }
        announcement.close();
        scraping.close();
        looking.close();
    }

    /** How it is doing, while it listens. */
    public synchronized Optional<Status> status() {
        return Optional.ofNullable(listening)
                .map(now -> new Status(
                        now.listener().host(),
                        now.port(),
                        now.listener().isWide(),
                        now.sinceMillis(),
                        scrapes.last(),
                        announcement.trouble().isPresent() ? Optional.empty() : Optional.of(announcement.path()),
                        announcement.trouble(),
                        !settings.hidesPage()));
    }

    /** Why the last start did not succeed, in a sentence or two. */
    public synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** What a link to the page ends with, so that it opens: the token, unless its user has chosen one and knows it. */
    public String key() {
        return settings.token().isPresent() ? "" : "?token=" + token.text();
    }

    /** Ends for good. */
    @Override
    public synchronized void close() {
        closed = true;
        stop();
        upkeep.close();
    }
}
