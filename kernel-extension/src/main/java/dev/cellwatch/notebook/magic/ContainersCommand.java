package dev.cellwatch.notebook.magic;

import dev.cellwatch.notebook.overview.ContainerOverview;
import picocli.CommandLine.Command;

/** {@code %containers}. */
@Command(description = "The Docker containers of this machine.")
final class ContainersCommand implements Runnable {

    private final MagicContext context;

    ContainersCommand(MagicContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.display()
                .show(ContainerOverview.of(
                                context.monitor().get().host().containers().list())
                        .bundle());
    }
}
