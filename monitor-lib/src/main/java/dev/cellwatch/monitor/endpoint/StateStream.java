package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.cellwatch.monitor.text.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends the latest state each second to whoever listens, as server-sent events: made once for all, written by the few
 * threads that answer others, too. A client holds a thread only while it is written to; one that does not take what it
 * gets is dropped, and misses nothing that the next state does not tell. Thread-safe.
 */
final class StateStream implements HttpHandler {

    static final int MOST_CLIENTS = 50;

    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Of a state's bytes there are buffers full on the way: who has not taken those does not read. */
    private static final Duration TO_TAKE = Duration.ofMillis(500);

    private static final byte[] BEGINNING = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEARTBEAT = ": nothing new\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Reading reading;
    private final Exchanges exchanges;
    private final Troubles troubles;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ticking = new AtomicBoolean();
    private final AtomicLong ids = new AtomicLong();

    StateStream(Reading reading, Exchanges exchanges, Troubles troubles) {
        this.reading = reading;
        this.exchanges = exchanges;
        this.troubles = troubles;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Client client = new Client(exchange);
        if (!admit(client)) {
            Answer.say(503, "There are " + MOST_CLIENTS + " listeners already; ask for /admin/monitor/gpu instead.")
                    .with("Retry-After", "30")
                    .send(exchange);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("X-Accel-Buffering", "no"); // for proxies that would collect it
        if (exchange.getRequestMethod().equals("HEAD")) {
            clients.remove(client);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(200, 0);
        client.write(BEGINNING);
        goOn();
    }

    private synchronized boolean admit(Client client) {
        return clients.size() < MOST_CLIENTS && clients.add(client);
    }

    /** How many listen at present. */
    int clients() {
        return clients.size();
    }

    /** Has a state sent now, and one each second from then on, unless that goes on already or nobody listens. */
    private void goOn() {
        if (!clients.isEmpty() && ticking.compareAndSet(false, true)) {
            hand();
        }
    }

    /** Has a thread send the next state; where a crowd waits for all of them, a second later. */
    private void hand() {
        try {
            exchanges.execute(this::tick, TO_TAKE);
        } catch (RejectedExecutionException crowded) {
            handLater();
        }
    }

    private void handLater() {
        try {
            ScheduledFuture<?> unused = exchanges.timer().schedule(this::hand, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            clients.clear();
        }
    }

    /** Writes the state to everybody who has taken the one before, and goes on as long as somebody listens. */
    void tick() {
        if (clients.isEmpty()) {
            ticking.set(false);
            goOn(); // for who came in between
            return;
        }
        byte[] event = event();
        clients.forEach(client -> offer(client, event));
        handLater();
    }

    private static void offer(Client client, byte[] event) {
        try {
            client.offer(event);
        } catch (RejectedExecutionException busy) {
            return; // it gets the next one
        }
    }

    private byte[] event() {
        try {
            String json = JsonText.of(reading.tree());
            return ("id: " + ids.incrementAndGet() + "\ndata: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
        } catch (RuntimeException | LinkageError failed) {
            troubles.add("stream", String.valueOf(failed));
            return HEARTBEAT;
        }
    }

    /** Somebody who listens. */
    private final class Client {
        private final HttpExchange exchange;
        private final AtomicBoolean busy = new AtomicBoolean(true);

        Client(HttpExchange exchange) {
            this.exchange = exchange;
        }

        /** Has it written by another thread; whoever has not taken the last one yet is left to the watch over all threads. */
        void offer(byte[] event) {
            if (busy.compareAndSet(false, true)) {
                try {
                    exchanges.execute(() -> write(event), TO_TAKE);
                } catch (RejectedExecutionException full) {
                    busy.set(false);
                    throw full;
                }
            }
        }

        void write(byte[] event) {
            try {
                exchange.getResponseBody().write(event);
                exchange.getResponseBody().flush();
                busy.set(false);
            } catch (IOException goneOrSlow) {
                clients.remove(this);
                exchange.close();
            }
        }
    }
}
