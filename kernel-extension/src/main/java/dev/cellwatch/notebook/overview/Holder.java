package dev.cellwatch.notebook.overview;

import dev.cellwatch.monitor.gpu.GpuProcess;
import dev.cellwatch.monitor.host.ProcessOwner;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Who holds a GPU: the driver's words and those of the system about one process, together.
 *
 * @param notebook the notebook in whose kernel it runs: a path
 * @param user the account it runs under, where it can be known
 * @param program its name, where it can be known
 */
record Holder(Optional<String> notebook, Optional<String> user, Optional<String> program) {

    static Holder of(GpuProcess process, LongFunction<ProcessOwner> owners) {
        ProcessOwner owner = owners.apply(process.pid());
        return new Holder(
                owner.notebook(), process.user().or(owner::user), process.name().or(owner::program));
    }

    /** Whether anybody can tell; a pid alone may be another process's of that number. */
    boolean known() {
        return user.isPresent() || program.isPresent();
    }
}
