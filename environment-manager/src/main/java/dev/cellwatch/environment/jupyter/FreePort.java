package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks for a port on the loopback address on which nobody listens. */
public final class FreePort {

    private static final int ATTEMPTS = 200;

    private FreePort() {}

    /** The first free port from the wanted one upwards. */
    public static int from(int wanted) {
        for (int port = wanted; port < wanted + ATTEMPTS && port <= 65_535; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw Failure.failed("No free port from " + wanted + " upwards; choose another with --port.");
    }

    /** Whether nobody listens on it. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
