package dev.cellwatch.environment.command;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.stack.ContainerLab;
import dev.cellwatch.monitor.service.AnnouncedServices;
import dev.cellwatch.monitor.service.ServiceAddress;
import dev.cellwatch.monitor.service.ServiceAnswer;
import dev.cellwatch.monitor.service.ServiceCheck;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "health",
        description = {
            "Ask services how they are: NAME: STATUS, or NAME: Error - WHY. Exit code 1 where one is not well.",
            "With no names: Grafana, Prometheus, Saiga, Qdrant, project_api, ml_postgres, those of CELLWATCH_SERVICES,",
            "and research, JupyterLab's container, where it was started.",
            "One that nobody has configured or named is just not there where nobody listens."
        })
final class HealthCommand extends LauncherCommand {

    @Parameters(paramLabel = "NAME[=URL]", description = "Only these: http, https, postgresql or tcp.")
    List<String> named = new ArrayList<>();

    HealthCommand(Machine machine) {
        super(machine);
    }

    @Override
    public Integer call() throws InterruptedException {
        List<ServiceAnswer> answers = new ServiceCheck().ask(services());
        answers.forEach(answer -> machine.console().say(answer.line()));
        return answers.stream().allMatch(ServiceAnswer::well) ? 0 : 1;
    }

    private List<ServiceAddress> services() {
        try {
            List<String> known = new ArrayList<>(AnnouncedServices.in(machine.settings(false)));
            ContainerLab.announced(machine).ifPresent(known::add);
            return ServiceAddress.of(known, named);
        } catch (IllegalArgumentException mistake) {
            throw Failure.usage(String.valueOf(mistake.getMessage())).because(mistake);
        }
    }
}
