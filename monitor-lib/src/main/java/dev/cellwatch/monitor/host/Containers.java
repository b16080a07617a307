package dev.cellwatch.monitor.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The containers of this machine as the {@code docker} command lists them, read when somebody asks and kept for five
 * seconds. No Docker is a state, told in one sentence. Thread-safe.
 */
public final class Containers {

    private static final Duration KEEP = Duration.ofSeconds(5);

    private final String docker;
    private final Duration limit;
    private final Kept<ContainerList> kept;

    /**
     * @param docker the command to run
     * @param limit how long to wait for each of its answers
     */
    public Containers(String docker, Duration limit) {
        this.docker = docker;
        this.limit = limit;
        this.kept = new Kept<>(this::read, KEEP, System::nanoTime);
    }

    public ContainerList list() {
        return kept.get();
    }

    private ContainerList read() {
        try {
            Command.Result listed =
                    Command.run(List.of(docker, "ps", "--all", "--no-trunc", "--format", "{{json .}}"), limit);
            if (!listed.ended()) {
                return ContainerList.without("Docker did not answer within " + limit.toSeconds() + " s.");
            }
            if (!listed.success()) {
                return ContainerList.without("Docker does not answer: " + firstLine(listed.errors()));
            }
            return new ContainerList(DockerAnswers.containers(listed.output(), use(listed.output())), Optional.empty());
        } catch (Command.NotThere e) {
            return ContainerList.without("There is no docker command here, so there are no containers to show.");
        } catch (JsonProcessingException e) {
            return ContainerList.without("Docker's answer could not be understood.");
        } catch (IOException e) {
            return ContainerList.without("Docker's answer could not be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ContainerList.without("Interrupted while waiting for Docker.");
        }
    }

    /** CPU and memory by container id; empty where Docker does not tell in time, which hides no container. */
    private Map<String, DockerAnswers.Use> use(String listed) throws IOException, InterruptedException {
        if (!DockerAnswers.anyRuns(listed)) {
            return Map.of();
        }
        Command.Result stats =
                Command.run(List.of(docker, "stats", "--no-stream", "--no-trunc", "--format", "{{json .}}"), limit);
        return stats.ended() && stats.success() ? DockerAnswers.use(stats.output()) : Map.of();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("it failed without a word.");
    }
}
