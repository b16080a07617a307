package dev.cellwatch.monitor.service;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Asks services how they are, all at once; one that does not answer is a line after its time, and no hang. */
public final class ServiceCheck {

    private final Duration limit;

    /** @param limit how long one may take */
    public ServiceCheck(Duration limit) {
        this.limit = limit;
    }

    /** With the usual limit of three seconds. */
    public ServiceCheck() {
        this(Duration.ofSeconds(3));
    }

    /** An answer for each, in their order. */
    public List<ServiceAnswer> ask(List<ServiceAddress> services) throws InterruptedException {
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "cellwatch-health");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Callable<ServiceAnswer>> questions = services.stream()
                    .<Callable<ServiceAnswer>>map(one -> () -> ask(one))
                    .toList();
            return answers(services, threads.invokeAll(questions, limit.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            threads.shutdownNow();
        }
    }

    private List<ServiceAnswer> answers(List<ServiceAddress> services, List<Future<ServiceAnswer>> futures)
            throws InterruptedException {
        List<ServiceAnswer> answers = new ArrayList<>();
        for (int i = 0; i < futures.size(); i++) {
            String name = services.get(i).name();
            try {
                answers.add(futures.get(i).get());
            } catch (CancellationException late) {
                answers.add(ServiceAnswer.trouble(name, late()));
            } catch (ExecutionException failed) {
                answers.add(ServiceAnswer.trouble(name, String.valueOf(failed.getCause())));
            }
        }
        return answers;
    }

    private ServiceAnswer ask(ServiceAddress service) {
        try {
            return switch (service.uri().getScheme()) {
                case "postgresql" -> PostgresGreeting.ask(service, millis());
                case "tcp" -> PostgresGreeting.connect(service, millis());
                default -> http(service);
            };
        } catch (IOException e) {
            return e instanceof ConnectException && !service.expected()
                    ? ServiceAnswer.absent(service.name())
                    : ServiceAnswer.trouble(service.name(), words(e));
        }
    }

    private ServiceAnswer http(ServiceAddress service) throws IOException {
        URI uri = service.uri();
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(millis());
        connection.setReadTimeout(millis());
        connection.setInstanceFollowRedirects(false);
        try {
            int status = connection.getResponseCode();
            return new ServiceAnswer(service.name(), status >= 200 && status < 400, Integer.toString(status));
        } finally {
            connection.disconnect();
        }
    }

    private int millis() {
        return Math.toIntExact(limit.toMillis());
    }

    private String late() {
        return "no answer within " + limit.toMillis() / 1000.0 + " s";
    }

    private String words(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return late();
        }
        if (failure instanceof ConnectException) {
            return "nobody listens there";
        }
        if (failure instanceof UnknownHostException) {
            return "there is no host of that name";
        }
        if (failure instanceof SSLException) {
            return "its certificate or its encryption is not accepted";
        }
        return String.valueOf(failure.getMessage());
    }
}
