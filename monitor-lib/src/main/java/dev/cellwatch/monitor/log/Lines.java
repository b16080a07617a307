package dev.cellwatch.monitor.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where lines go, one after the other. For one thread; only {@link #file} is for all. */
interface Lines {

    /** Adds a line, or several with line ends between them: all of them or none. */
    void append(String line) throws IOException;

    void close() throws IOException;

    /** The file that is written, once there is one. */
    Optional<Path> file();
}
