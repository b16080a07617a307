package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.Nearest;
import dev.cellwatch.notebook.display.Bundle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Runs a magic: options, help, and mistakes answered with one sentence. */
public final class MagicRunner {

    private static final OptionSpec.Builder HELP =
            OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.");
    private static final OptionSpec.Builder DEBUG =
            OptionSpec.builder("--debug").description("Show the stack trace of a failure.");

    private MagicRunner() {}

    /**
     * Parses the arguments and runs the command, or shows its help.
     *
     * @throws MagicException with one sentence when the arguments are wrong or the command fails
     */
    public static void run(Magic magic, MagicContext context, List<String> args) {
        CommandLine line = commandLine(magic, context);
        ParseResult result = parse(line, args);
        CommandLine asked = innermost(result);
        if (asked.isUsageHelpRequested()) {
            context.display().show(Bundle.text(asked.getUsageMessage(Ansi.OFF).strip()));
            return;
        }
        try {
            new CommandLine.RunLast().execute(result);
        } catch (ExecutionException failure) {
            throw sentence(magic, failure.getCause() == null ? failure : failure.getCause(), debug(asked));
        } catch (LinkageError failure) {
            throw sentence(magic, failure, debug(asked));
        }
    }

    /** The magic's options and subcommands, for completion too. */
    static CommandLine commandLine(Magic magic, MagicContext context) {
        Object command = magic.command().apply(context);
        CommandLine line = command instanceof CommandLine made ? made : new CommandLine(command);
        line.setCommandName("%" + magic.name());
        addCommonOptions(line);
        return line;
    }

    private static void addCommonOptions(CommandLine line) {
        line.getCommandSpec().addOption(HELP.build()).addOption(DEBUG.build());
        line.getSubcommands().values().forEach(MagicRunner::addCommonOptions);
    }

    private static ParseResult parse(CommandLine line, List<String> args) {
        try {
            return line.parseArgs(args.toArray(String[]::new));
        } catch (UnmatchedArgumentException mistake) {
            throw new MagicException(unmatched(mistake));
        } catch (ParameterException mistake) {
            throw new MagicException(withHelp(mistake.getCommandLine(), sentenceOf(mistake)));
        }
    }

    private static String unmatched(UnmatchedArgumentException mistake) {
        CommandLine line = mistake.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        String word = mistake.getUnmatched().get(0);
        String unknown = name + " does not know \"" + String.join(" ", mistake.getUnmatched()) + "\".";
        return Nearest.to(word, wordsOf(line))
                .map(near -> unknown + " Did you mean \"" + near + "\"?")
                .orElseGet(() -> withHelp(line, unknown));
    }

    /** The options and subcommands that may stand in a call. */
    static List<String> wordsOf(CommandLine line) {
        return Stream.concat(
                        line.getCommandSpec().optionsMap().keySet().stream(), line.getSubcommands().keySet().stream())
                .sorted()
                .toList();
    }

    private static String withHelp(CommandLine line, String sentence) {
        return sentence + " See " + line.getCommandSpec().qualifiedName() + " --help.";
    }

    private static String sentenceOf(ParameterException mistake) {
        String message = String.valueOf(mistake.getMessage());
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static MagicException sentence(Magic magic, Throwable failure, boolean debug) {
        if (debug) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace, true));
            return new MagicException(trace.toString());
        }
        if (failure instanceof MagicException mistake) {
            return mistake;
        }
        return new MagicException("%" + magic.name() + " failed: " + failure + ". Add --debug to see where.");
    }

    private static CommandLine innermost(ParseResult result) {
        List<CommandLine> lines = result.asCommandLineList();
        return lines.get(lines.size() - 1);
    }

    private static boolean debug(CommandLine line) {
        return line.getParseResult().hasMatchedOption("--debug");
    }
}
