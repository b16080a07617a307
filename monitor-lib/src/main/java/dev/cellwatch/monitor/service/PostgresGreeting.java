package dev.cellwatch.monitor.service;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks PostgreSQL as {@code pg_isready} does: it begins a session and looks only at how that is answered. */
final class PostgresGreeting {

    private static final int USUAL_PORT = 5432;
    private static final int PROTOCOL = 196_608;
    private static final String NOT_YET = "C57P03";
    private static final int LONGEST = 65_536;

    private PostgresGreeting() {}

    static ServiceAnswer ask(ServiceAddress service, int timeoutMillis) throws IOException {
        try (Socket socket = open(service.uri(), timeoutMillis)) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] user = "user\0cellwatch\0database\0cellwatch\0\0".getBytes(StandardCharsets.US_ASCII);
            out.writeInt(user.length + 2 * Integer.BYTES);
            out.writeInt(PROTOCOL);
            out.write(user);
            out.flush();
            return answer(service.name(), new DataInputStream(socket.getInputStream()));
        }
    }

    /** A refusal of who we are is an answer too: the server is there and takes connections. */
    private static ServiceAnswer answer(String name, DataInputStream in) throws IOException {
        int kind = in.read();
        if (kind == 'R') {
            return new ServiceAnswer(name, true, "accepting connections");
        }
        if (kind != 'E') {
            return ServiceAnswer.trouble(name, "what answers there is not PostgreSQL");
        }
        byte[] fields = in.readNBytes(Math.min(LONGEST, Math.max(0, in.readInt() - Integer.BYTES)));
        boolean starting = new String(fields, StandardCharsets.UTF_8).contains(NOT_YET);
        return starting
                ? ServiceAnswer.trouble(name, "it rejects connections, since it starts or stops")
                : new ServiceAnswer(name, true, "accepting connections");
    }

    /** Something that only has to listen. */
    static ServiceAnswer connect(ServiceAddress service, int timeoutMillis) throws IOException {
        try (Socket socket = open(service.uri(), timeoutMillis)) {
            return new ServiceAnswer(service.name(), socket.isConnected(), "accepting connections");
        }
    }

    private static Socket open(URI uri, int timeoutMillis) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(timeoutMillis);
        socket.connect(
                new InetSocketAddress(uri.getHost(), uri.getPort() > 0 ? uri.getPort() : USUAL_PORT), timeoutMillis);
        return socket;
    }
}
