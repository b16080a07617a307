package dev.cellwatch.environment.jupyter;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the installers of a start that was killed outright: they live on, and would go on writing into the folder that
 * the next start cleans. Ours are those that run on the private interpreter, or make that very environment.
 */
final class Leftovers {

    private final Path venv;

    Leftovers(Path venv) {
        this.venv = venv;
    }

    void end() {
        List<ProcessHandle> ours =
                ProcessHandle.allProcesses().filter(this::isInstaller).toList();
        ours.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : ours) {
            try {
                process.onExit().get(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                return; // it will be gone by the time it matters, or the cleaning says why not
            }
        }
    }

    private boolean isInstaller(ProcessHandle process) {
        ProcessHandle.Info info = process.info();
        List<String> arguments = List.of(info.arguments().orElse(new String[0]));
        boolean makesIt = arguments.contains("venv") && arguments.contains(venv.toString());
        boolean runsInIt = info.commandLine().orElse("").startsWith(venv + "/bin/python")
                && (arguments.contains("pip") || arguments.contains("ensurepip"));
        return makesIt || runsInIt;
    }
}
