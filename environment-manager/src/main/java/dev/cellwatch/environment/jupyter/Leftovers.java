package dev.cellwatch.environment.jupyter;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Ends the installers of a start that was killed outright: they live on, and would go on writing into the folder that
 * the next start cleans. They are known by what they were asked for, not by their interpreter: that is a link, and the
 * system tells where it leads.
 */
final class Leftovers {

    private static final int MOST_ROUNDS = 10;

    private final Path venv;

    Leftovers(Path venv) {
        this.venv = venv;
    }

    /** Again until none is left: one that ends may just have started another. */
    void end() {
        List<ProcessHandle> ours = installers();
        for (int round = 0; round < MOST_ROUNDS && !ours.isEmpty(); round++) {
            ours.forEach(ProcessHandle::destroyForcibly);
            ours.forEach(Leftovers::awaitEnd);
            ours = installers();
        }
    }

    /** With all that they have started: ensurepip runs pip in a process that says nothing of the environment. */
    private List<ProcessHandle> installers() {
        return ProcessHandle.allProcesses()
                .filter(this::isInstaller)
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .distinct()
                .toList();
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // it will be gone by the time it matters, or the cleaning says why not
        }
    }

    private boolean isInstaller(ProcessHandle process) {
        List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
        boolean makesIt = arguments.contains("venv") && arguments.contains(venv.toString());
        boolean fillsIt = arguments.contains("pip")
                && arguments.contains(venv.resolve("requirements.txt").toString());
        return makesIt || fillsIt;
    }
}
