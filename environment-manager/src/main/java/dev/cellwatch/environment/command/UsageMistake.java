package dev.cellwatch.environment.command;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a mistake on the command line in one sentence, with what was perhaps meant. */
final class UsageMistake {

    private static final int MOST_TYPOS = 2;

    private UsageMistake() {}

    static String sentence(ParameterException mistake) {
        if (!(mistake instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(mistake.getMessage());
        }
        CommandLine command = mistake.getCommandLine();
        String argument = unmatched.getUnmatched().get(0);
        String kind = argument.startsWith("-") ? "option " : command.getParent() == null ? "command " : "place for ";
        return "There is no " + kind + argument + "."
                + nearest(argument, words(command))
                        .map(word -> " Did you mean " + word + "?")
                        .orElse("");
    }

    private static Set<String> words(CommandLine command) {
        Set<String> words = new HashSet<>(command.getCommandSpec().optionsMap().keySet());
        words.addAll(command.getSubcommands().keySet());
        return words;
    }

    private static Optional<String> nearest(String typed, Set<String> words) {
        return words.stream()
                .filter(word -> word.length() > MOST_TYPOS && typos(typed, word) <= MOST_TYPOS)
                .min(Comparator.<String>comparingInt(word -> typos(typed, word)).thenComparing(word -> word));
    }

    /** How many letters have to be changed, added or left out to make one of the other. */
    private static int typos(String typed, String word) {
        int[] row = new int[word.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= typed.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (typed.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[word.length()];
    }
}
