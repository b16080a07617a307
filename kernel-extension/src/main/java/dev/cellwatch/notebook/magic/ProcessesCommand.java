package dev.cellwatch.notebook.magic;

import dev.cellwatch.notebook.overview.ProcessOverview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %processes}. */
@Command(description = "The processes that use most of this machine's CPU and memory.")
final class ProcessesCommand implements Runnable {

    private static final int MOST = 1000;

    private final MagicContext context;

    @Parameters(arity = "0..1", paramLabel = "N", defaultValue = "10", description = "How many, 10 by default.")
    private String count = "10";

    ProcessesCommand(MagicContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        int shown = count();
        context.display()
                .show(ProcessOverview.of(
                                context.monitor().get().host().processes().top(shown))
                        .bundle());
    }

    private int count() {
        try {
            int wanted = Integer.parseInt(count);
            if (wanted >= 1 && wanted <= MOST) {
                return wanted;
            }
        } catch (NumberFormatException notANumber) {
            // said below, like a number out of range
        }
        throw new MagicException(
                "%processes takes how many processes to show, from 1 to " + MOST + ", not \"" + count + "\".");
    }
}
