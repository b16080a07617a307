package dev.cellwatch.notebook.live;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Has HotSpot compile this program's classes with its quick compiler alone. What runs once a second never pays back the
 * thorough one, which takes its time from whoever trains (docs/adr/0008-leave-the-second-compiler-alone.md).
 */
final class CompilerWish {

    /**
     * The first that matches holds. What a training thread calls is as hot as the training. ZeroMQ's polling loop waits
     * for its system calls, whoever compiled it, and our frames alone bring it over the thorough compiler's threshold.
     */
    private static final String DIRECTIVES = """
            [{match: ["dev/cellwatch/Cellwatch.*", "dev/cellwatch/monitor/training/*.*"], c2: {Exclude: false}},
             {match: ["dev/cellwatch/*.*", "*zmq/poll/Poller.run"], c2: {Exclude: true}}]
            """;

    private CompilerWish() {}

    /** Takes a tenth of a second of CPU, once. A JVM that knows no such wish compiles as it sees fit. */
    static void tell() {
        try {
            Path file = Files.createTempFile("cellwatch-compiler", ".json");
            try {
                Files.writeString(file, DIRECTIVES);
                diagnose("compilerDirectivesAdd", file.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException | RuntimeException unknownThere) {
            return; // nothing depends on it
        }
    }

    /** One of the JVM's diagnostic commands. */
    static String diagnose(String command, String... arguments) throws JMException {
        ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
        String[] signature = {String[].class.getName()};
        return String.valueOf(ManagementFactory.getPlatformMBeanServer()
                .invoke(commands, command, new Object[] {arguments}, signature));
    }
}
