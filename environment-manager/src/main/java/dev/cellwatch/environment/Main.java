package dev.cellwatch.environment;

import dev.cellwatch.environment.command.Launcher;
import dev.cellwatch.environment.console.Console;
import dev.cellwatch.environment.jupyter.Layout;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.process.SystemPrograms;
import dev.cellwatch.monitor.settings.Settings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The composition root of the launcher, and the only place that ends the process. */
public final class Main {

    private Main() {}

    /** Started by {@code bin/environment-manager}, which says where the project stands. */
    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        // the script knows whether a person watches; System.console() means something else in each Java version
        boolean terminal = Boolean.getBoolean("cellwatch.terminal");
        Machine machine = machine(new Console(out, err, terminal, System::nanoTime).reading(System.in));
        System.exit(new Launcher(machine, writer(out), writer(err)).run(arguments));
    }

    private static Machine machine(Console console) {
        Map<String, String> environment = System.getenv();
        Path root = Path.of(System.getProperty("cellwatch.home", "")).toAbsolutePath();
        Path state = Settings.stateDir(environment).toAbsolutePath();
        return new Machine(new Layout(root, state), new SystemPrograms(), console, environment);
    }

    /** JSON has to be UTF-8, and a degree sign is one byte more than a machine without a locale allows. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
