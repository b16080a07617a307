package dev.cellwatch.notebook.memory;

import java.util.List;

/**
 * What one holder of memory gave back.
 *
 * @param holder its name, for example {@code DJL (PyTorch)}
 * @param freed a sentence for each kind of thing that was freed
 * @param kept a sentence for each kind of thing that stays, with the reason
 */
public record Release(String holder, List<String> freed, List<String> kept) {

    public Release {
        freed = List.copyOf(freed);
        kept = List.copyOf(kept);
    }
}
