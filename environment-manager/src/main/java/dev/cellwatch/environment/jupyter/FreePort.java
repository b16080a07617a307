package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

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

    /** Whether nobody listens on it. Connections that have ended and are not forgotten yet hold up nobody. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        } catch (IOException e) {
            return false;
        }
        return !answers(port); // where a system lets two bind, one for all addresses and one for this
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
