package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes a port, and says in a sentence why it could not. */
final class Listener {

    static final int FIRST = 19_540;
    static final int LAST = 19_639;

    private static final int BACKLOG = 64;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";
    private static final String OTHER =
            " %metrics start --port 0 takes any free one, as CELLWATCH_METRICS_PORT=0 does.";

    private static final Pattern CONTAINER = Pattern.compile("[a-z][a-z0-9_-]*");

    private final String bind;
    private final InetAddress address;

    /** @param bind a name or number of this machine */
    static Listener on(String bind) throws EndpointException {
        try {
            return new Listener(bind, InetAddress.getByName(bind));
        } catch (UnknownHostException unknown) {
            throw new EndpointException("There is no address \"" + bind + "\" to listen on.");
        }
    }

    Listener(String bind, InetAddress address) {
        this.bind = bind;
        this.address = address;
    }

    /** Whether others than this machine can get here. */
    boolean isWide() {
        return !address.isLoopbackAddress();
    }

    /** Where it is reached: a name without a dot is what other containers know, whatever number it has next time. */
    String host() {
        if (isWide() && CONTAINER.matcher(bind).matches()) {
            return bind;
        }
        String number = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return number.contains(":") ? "[" + number + "]" : number;
    }

    /** @param port 0 for any, absent for the first free one of the usual */
    HttpServer open(OptionalInt port) throws EndpointException {
        if (port.isPresent()) {
            HttpServer server = tried(port.getAsInt());
            if (server == null) {
                throw new EndpointException("Port " + port.getAsInt() + " is taken by another program." + OTHER);
            }
            return server;
        }
        for (int usual = FIRST; usual <= LAST; usual++) {
            HttpServer server = tried(usual);
            if (server != null) {
                return server;
            }
        }
        throw new EndpointException("Every port from " + FIRST + " to " + LAST + " is taken." + OTHER);
    }

    private @Nullable HttpServer tried(int port) throws EndpointException {
        try {
            return create(port);
        } catch (BindException taken) {
            if (String.valueOf(taken.getMessage()).contains("assign")) {
                throw new EndpointException(
                        "This machine has no address " + address.getHostAddress() + " to listen on.");
            }
            if (String.valueOf(taken.getMessage()).contains("denied")) {
                throw new EndpointException("Port " + port + " is for administrators; take one from 1024 on.");
            }
            return null;
        } catch (IOException | SecurityException refused) {
            throw new EndpointException("This kernel may not listen on the network (" + refused.getMessage()
                    + "), so it can be neither scraped nor looked at; everything else works.");
        }
    }

    /** Without this each answer on a kept connection waits 40 ms for the client's kernel to acknowledge its headers. */
    private HttpServer create(int port) throws IOException {
        boolean ours = System.getProperty(NO_DELAY) == null;
        if (ours) {
            System.setProperty(NO_DELAY, "true");
        }
        try {
            return HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        } finally {
            if (ours) {
                System.clearProperty(NO_DELAY);
            }
        }
    }
}
