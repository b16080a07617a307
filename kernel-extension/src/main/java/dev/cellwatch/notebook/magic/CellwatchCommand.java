package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.Monitor;
import dev.cellwatch.notebook.overview.CellwatchOverview;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code %cellwatch}. */
@Command(description = "What there is to type, versions, settings in force, health, and Cellwatch's own overhead.")
final class CellwatchCommand implements Runnable {

    private final MagicContext context;
    private final List<Magic> magics;

    CellwatchCommand(MagicContext context, List<Magic> magics) {
        this.context = context;
        this.magics = magics;
    }

    @Override
    public void run() {
        Monitor monitor = context.monitor().get();
        String version = Optional.ofNullable(CellwatchCommand.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
        context.display()
                .show(CellwatchOverview.of(
                                CellwatchOverview.versions(
                                        version,
                                        monitor.history(),
                                        monitor.clock().millis()),
                                CellwatchOverview.magics(help()),
                                CellwatchOverview.settings(monitor.settings(), monitor.log()),
                                CellwatchOverview.health(monitor.sampler().health()))
                        .bundle());
    }

    private Map<String, String> help() {
        Map<String, String> help = new LinkedHashMap<>();
        for (Magic magic : magics) {
            CommandLine line = MagicRunner.commandLine(magic, context);
            String[] description = line.getCommandSpec().usageMessage().description();
            help.put("%" + magic.name(), description.length == 0 ? "" : description[0]);
        }
        return help;
    }
}
