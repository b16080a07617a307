package dev.cellwatch.environment.command;

import dev.cellwatch.monitor.text.Nearest;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a mistake on the command line in one sentence, with what was perhaps meant. */
final class UsageMistake {

    private UsageMistake() {}

    static String sentence(ParameterException mistake) {
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(mistake.getMessage());
        }
        CommandLine command = mistake.getCommandLine();
        String argument = unmatched.getUnmatched().get(0);
        String kind = argument.startsWith("-") ? "option " : command.getParent() == null ? "command " : "place for ";
        return "There is no " + kind + argument + "."
                + Nearest.to(argument, words(command))
                        .map(word -> " Did you mean " + word + "?")
                        .orElse("");
    }

    private static Set<String> words(CommandLine command) {
        Set<String> words = new HashSet<>(command.getCommandSpec().optionsMap().keySet());
        words.addAll(command.getSubcommands().keySet());
        return words;
    }
}
