package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.notebook.display.Bundle;
import java.time.InstantSource;
import java.util.List;

/** Runs a magic as a cell does, and keeps the texts that it shows. */
final class ShownBy {

    private ShownBy() {}

    static void run(Magics magics, Monitor monitor, List<String> shown, String name, String... args) {
        MagicContext context = new MagicContext(
                bundle -> {
                    shown.add(String.valueOf(bundle.data().get(Bundle.TEXT)));
                    return next -> {};
                },
                () -> monitor,
                InstantSource.system());
        Magic magic = magics.all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        MagicRunner.run(magic, context, List.of(args));
    }
}
