package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.text.Nearest;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The constants of an enum by the names that users write, in any case. An option is completed with them, too. */
abstract class EnumNames<E extends Enum<E>> implements Iterable<String> {

    private final Map<String, E> constants = new LinkedHashMap<>();
    private final String noun;
    private final String purpose;

    /**
     * The names of these constants.
     *
     * @param noun what one of them is: {@code part}
     * @param purpose what for, with the space before it: {@code " to show"}; empty where the noun says it
     */
    EnumNames(Class<E> type, String noun, String purpose) {
        for (E constant : type.getEnumConstants()) {
            constants.put(constant.name().toLowerCase(Locale.ROOT), constant);
        }
        this.noun = noun;
        this.purpose = purpose;
    }

    @Override
    public final Iterator<String> iterator() {
        return constants.keySet().iterator();
    }

    /** The constant of that name; where there is none, a sentence tells which it may have been. */
    final E named(String written) {
        String name = written.strip();
        E constant = constants.get(name.toLowerCase(Locale.ROOT));
        if (constant == null) {
            throw new MagicException("There is no " + noun + " \"" + name + "\"" + purpose + ": "
                    + Nearest.to(name.toLowerCase(Locale.ROOT), constants.keySet())
                            .map(near -> "did you mean \"" + near + "\"?")
                            .orElse("there are " + String.join(", ", constants.keySet()) + "."));
        }
        return constant;
    }
}
