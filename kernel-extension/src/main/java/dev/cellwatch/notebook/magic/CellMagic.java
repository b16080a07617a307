package dev.cellwatch.notebook.magic;

import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * A magic on the first line of a cell, over the code below it.
 *
 * @param name what the user types after two percent signs
 * @param command makes the command for one call, as that of a {@link Magic}; it runs the code, which tells whether it
 *     ended well and throws nothing
 */
public record CellMagic(String name, BiFunction<MagicContext, BooleanSupplier, Object> command) {

    /** The same over one cell's code. */
    public Magic over(BooleanSupplier code) {
        return new Magic("%" + name, context -> command.apply(context, code));
    }

    /** The same on a line of its own, for its help and for whoever writes one percent sign too few. */
    Magic alone() {
        return new Magic(
                name,
                context -> command.apply(context, () -> {
                    throw new MagicException(
                            "%%" + name + ", with two percent signs, stands on the first line of a cell, over"
                                    + " the code that it is about.");
                }));
    }
}
