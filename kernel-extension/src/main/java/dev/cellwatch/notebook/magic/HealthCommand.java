package dev.cellwatch.notebook.magic;

import dev.cellwatch.monitor.service.AnnouncedServices;
import dev.cellwatch.monitor.service.ServiceAddress;
import dev.cellwatch.monitor.service.ServiceCheck;
import dev.cellwatch.monitor.settings.Settings;
import dev.cellwatch.notebook.overview.HealthOverview;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code %health [NAME=URL ...]}. */
@Command(
        description = {
            "Whether the services beside this notebook answer.",
            "With no names: Grafana, Prometheus, Saiga, Qdrant, project_api, ml_postgres and those of CELLWATCH_SERVICES.",
            "One that nobody has configured or named is just not there where nobody listens."
        })
final class HealthCommand implements Callable<Void> {

    private final MagicContext context;

    @Parameters(paramLabel = "NAME[=URL]", description = "Only these: http, https, postgresql or tcp.")
    List<String> named = new ArrayList<>();

    HealthCommand(MagicContext context) {
        this.context = context;
    }

    @Override
    public Void call() throws InterruptedException {
        context.display()
                .show(HealthOverview.of(new ServiceCheck().ask(services())).bundle());
        return null;
    }

    private List<ServiceAddress> services() {
        Settings settings = context.monitor().get().settings();
        try {
            return ServiceAddress.of(AnnouncedServices.in(settings), named);
        } catch (IllegalArgumentException mistake) {
            throw new MagicException(String.valueOf(mistake.getMessage()));
        }
    }
}
