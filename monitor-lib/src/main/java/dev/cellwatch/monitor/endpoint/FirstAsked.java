package dev.cellwatch.monitor.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes what answers when somebody asks for the first time: a kernel that starts need not wait for it. Thread-safe. */
final class FirstAsked implements HttpHandler {

    private final Supplier<HttpHandler> make;
    private @Nullable HttpHandler made;

    FirstAsked(Supplier<HttpHandler> make) {
        this.make = make;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        made().handle(exchange);
    }

    private synchronized HttpHandler made() {
        HttpHandler answers = made;
        if (answers == null) {
            answers = make.get();
            made = answers;
        }
        return answers;
    }
}
