package dev.cellwatch.environment.process;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Runs other programs. An implementation ends what it has attached when the launcher itself is ended. */
public interface Programs {

    /** Runs it to its end and keeps what it wrote. */
    Outcome run(Invocation invocation);

    /** Runs it to its end, handing over each line that it writes to either stream; gives its exit code. */
    int follow(Invocation invocation, Consumer<String> line);

    /** Runs it to its end on this terminal; gives its exit code. */
    int attach(Invocation invocation);

    /** Starts it in a session of its own, writing to a log file, so that it outlives this process. */
    ProcessHandle detach(Invocation invocation, Path log);
}
