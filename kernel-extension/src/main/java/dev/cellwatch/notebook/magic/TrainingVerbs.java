package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.training.KeptRun;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.RunArchive;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.live.LiveMonitors;
import dev.cellwatch.notebook.overview.RunOverview;
import dev.cellwatch.notebook.plot.RunWords;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code %training list}, {@code compare} and {@code forget}: what can be done with runs besides drawing one. */
final class TrainingVerbs {

    private final MagicContext context;
    private final LiveMonitors monitors;

    TrainingVerbs(MagicContext context, LiveMonitors monitors) {
        this.context = context;
        this.monitors = monitors;
    }

    CommandLine addTo(CommandLine line) {
        return line.addSubcommand(new ListRuns())
                .addSubcommand(new CompareRuns(context, monitors))
                .addSubcommand(new Forget());
    }

    /** {@code %training list}. */
    @Command(name = "list", description = "The runs of this kernel, and the newest that are kept.")
    private final class ListRuns implements Runnable {
        @Option(names = "--all", description = "All that are kept.")
        private boolean all;

        @Override
        public void run() {
            RunArchive archive = context.monitor().get().archive();
            archive.runs().fetch();
            RunArchive.Listing listing = archive.list(all ? Integer.MAX_VALUE : RunArchive.USUAL);
            context.display()
                    .show(RunOverview.of(listing, context.clock().millis()).bundle());
        }
    }

    /** {@code %training forget}. */
    @Command(name = "forget", description = "Deletes a kept run.")
    private final class Forget implements Runnable {
        @Parameters(paramLabel = "RUN", description = "A kept run by label or name, the newest of that name.")
        private String which = "";

        @Override
        public void run() {
            RunArchive archive = context.monitor().get().archive();
            ReadableRun run = NamedRuns.find(which, archive, List.of());
            if (!(run instanceof KeptRun kept)) {
                throw new MagicException("Run " + run.label() + " is this kernel's own; once the kernel has ended it is"
                        + " kept under a label of its own, and can be forgotten by that.");
            }
            if (kept.goesOn(context.clock().millis())) {
                throw new MagicException("Run " + run.label() + " goes on in another kernel.");
            }
            archive.forget(kept).ifPresent(trouble -> {
                throw new MagicException("Run " + run.label() + " cannot be deleted: " + trouble + ".");
            });
            context.display()
                    .show(Bundle.text(
                            "Run " + run.label() + " (" + run.name() + ", " + RunWords.began(run) + ") is forgotten."));
        }
    }
}
