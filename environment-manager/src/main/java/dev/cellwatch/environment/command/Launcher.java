package dev.cellwatch.environment.command;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Machine;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line as a whole: which commands there are, and how a mistake or a failure is told. */
public final class Launcher {

    private static final String DEFAULT = "up";
    private static final Set<String> OF_THE_PROGRAM = Set.of("-h", "--help", "-V", "--version");

    private final CommandLine commandLine;

    /**
     * @param out where help goes
     * @param err where mistakes and failures are told
     */
    public Launcher(Machine machine, PrintWriter out, PrintWriter err) {
        commandLine = withCommands(machine)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((mistake, arguments) -> usageMistake(mistake))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command, parsed));
    }

    private static CommandLine withCommands(Machine machine) {
        return new CommandLine(new RootCommand(machine))
                .addSubcommand(new UpCommand(machine))
                .addSubcommand(new DownCommand(machine))
                .addSubcommand(new StatusCommand(machine))
                .addSubcommand(new HealthCommand(machine))
                .addSubcommand(new LogsCommand(machine))
                .addSubcommand(
                        new CommandLine(new MonitoringCommand(machine)).addSubcommand(new ReloadCommand(machine)))
                .addSubcommand(new ScrapeCommand(machine))
                .addSubcommand(new AlertTestCommand(machine))
                .addSubcommand(new DoctorCommand(machine))
                .addSubcommand(new RunCommand(machine))
                .addSubcommand(new GpuCommand(machine))
                .addSubcommand(new SnapshotCommand(machine))
                .addSubcommand(new MonitorCommand(machine))
                .addSubcommand(new InstallCommand(machine))
                .addSubcommand(new UninstallCommand(machine));
    }

    /** Does what the arguments ask; gives the exit code. */
    public int run(String... arguments) {
        return commandLine.execute(withDefaultCommand(arguments));
    }

    /** The names of all commands. */
    Set<String> commands() {
        return commandLine.getSubcommands().keySet();
    }

    /** Options with no command are those of {@code up}. */
    private String[] withDefaultCommand(String... arguments) {
        boolean optionFirst = arguments.length > 0 && arguments[0].startsWith("-");
        if (namesCommand(arguments) || !(optionFirst || arguments.length == 0)) {
            return arguments;
        }
        List<String> full = new ArrayList<>(List.of(DEFAULT));
        full.addAll(List.of(arguments));
        return full.toArray(new String[0]);
    }

    /** What follows an option of {@code up} may be its value: {@code --without logs} is not the command {@code logs}. */
    private boolean namesCommand(String... arguments) {
        CommandLine up = Objects.requireNonNull(commandLine.getSubcommands().get(DEFAULT));
        boolean value = false;
        for (String argument : arguments) {
            if (!value && (commands().contains(argument) || OF_THE_PROGRAM.contains(argument))) {
                return true;
            }
            OptionSpec option = up.getCommandSpec().findOption(argument);
            value = !value && option != null && option.arity().max() > 0;
        }
        return false;
    }

    private static int usageMistake(ParameterException mistake) {
        PrintWriter err = mistake.getCommandLine().getErr();
        err.println(UsageMistake.sentence(mistake));
        err.println("See: " + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        boolean expected = failure instanceof Failure;
        command.getErr().println(expected ? failure.getMessage() : "Unexpected: " + failure);
        if (debugAsked(parsed)) {
            failure.printStackTrace(command.getErr());
        } else if (!expected) {
            command.getErr().println("Run it again with --debug to see where it comes from.");
        }
        return failure instanceof Failure known ? known.exitCode() : CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean debugAsked(ParseResult parsed) {
        return parsed.originalArgs().contains(LauncherCommand.DEBUG);
    }
}
