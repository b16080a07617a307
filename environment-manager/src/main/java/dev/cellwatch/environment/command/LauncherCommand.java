package dev.cellwatch.environment.command;

import dev.cellwatch.environment.jupyter.Machine;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command has: help, version, {@code --debug}, and the machine to work with. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage", "3:a needed thing is missing"})
abstract class LauncherCommand implements Callable<Integer> {

    /** Read by the failure handler from the parsed command line. */
    static final String DEBUG = "--debug";

    @Option(names = DEBUG, description = "Show where a failure came from.")
    boolean debug;

    final Machine machine;

    LauncherCommand(Machine machine) {
        this.machine = machine;
    }
}
