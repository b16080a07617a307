package dev.cellwatch.notebook.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What may stand where the cursor is in the arguments of a magic.
 *
 * @param matches the words that fit
 * @param start where the word begins that they replace
 * @param end where it ends: the cursor
 */
public record Completion(List<String> matches, int start, int end) {

    private static final Pattern MAGIC = Pattern.compile("\\s*%(\\w+)\\s(.*)");

    /** The completion in the arguments of one of these magics, nothing when the cursor is not in any. */
    public static Optional<Completion> at(int cursor, String code, List<Magic> magics, MagicContext context) {
        String line = code.substring(code.lastIndexOf('\n', cursor - 1) + 1, cursor);
        Matcher magic = MAGIC.matcher(line);
        if (!magic.matches()) {
            return Optional.empty();
        }
        return magics.stream()
                .filter(known -> known.name().equals(magic.group(1)))
                .findFirst()
                .map(known -> in(MagicRunner.commandLine(known, context), magic.group(2), cursor));
    }

    private static Completion in(CommandLine line, String args, int cursor) {
        List<String> words = List.of(args.split("\\s+", -1));
        CommandLine command = line;
        for (String word : words.subList(0, words.size() - 1)) {
            command = command.getSubcommands().getOrDefault(word, command);
        }
        String before = words.size() < 2 ? "" : words.get(words.size() - 2);
        String typed = words.get(words.size() - 1);
        List<String> values = valuesOf(command, before);
        if (!values.isEmpty()) {
            return of(values, typed.substring(typed.lastIndexOf(',') + 1), cursor);
        }
        return of(wordsFor(typed, command), typed, cursor);
    }

    private static List<String> wordsFor(String typed, CommandLine command) {
        return MagicRunner.wordsOf(command).stream()
                .filter(word -> !word.startsWith("-") || word.startsWith("--"))
                .filter(word -> typed.startsWith("-") == word.startsWith("-") || typed.isEmpty())
                .toList();
    }

    private static List<String> valuesOf(CommandLine command, String option) {
        OptionSpec spec = command.getCommandSpec().findOption(option);
        if (spec == null || spec.completionCandidates() == null) {
            return List.of();
        }
        return StreamSupport.stream(spec.completionCandidates().spliterator(), false)
                .toList();
    }

    private static Completion of(List<String> words, String typed, int cursor) {
        List<String> fitting = new ArrayList<>(words);
        fitting.removeIf(word -> !word.startsWith(typed));
        return new Completion(List.copyOf(fitting), cursor - typed.length(), cursor);
    }
}
