package dev.cellwatch.notebook.magic;

import java.util.function.Function;

/**
 * A line magic.
 *
 * @param name what the user types after the percent sign
 * @param command makes the command for one call: an object with picocli's annotations that is {@code Runnable} or
 *     {@code Callable}, or a {@code CommandLine} of one; {@code --help} and {@code --debug} are added to it and to its subcommands
 */
public record Magic(String name, Function<MagicContext, Object> command) {}
