package dev.cellwatch.environment.doctor;

import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.GpuAccess;
import dev.cellwatch.environment.engine.Lack;
import dev.cellwatch.environment.engine.Trait;
import java.util.ArrayList;
import java.util.List;

/** What runs containers here; the monitoring wants it, the notebooks do without. */
final class EngineChecks {

    private static final String SUBJECT = "Containers";

    private final Engine engine;

    EngineChecks(Engine engine) {
        this.engine = engine;
    }

    List<Finding> findings() {
        if (engine.lack().isPresent()) {
            Lack lack = engine.lack().get();
            return List.of(Finding.warn(SUBJECT, lack.sentence(), lack.advice()));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(SUBJECT, engine.words()));
        engine.traits().stream()
                .sorted()
                .map(trait -> Finding.ok(SUBJECT, trait.words() + "."))
                .forEach(findings::add);
        findings.add(gpu());
        if (engine.leaksLoopback()) {
            findings.add(leak());
        }
        if (engine.has(Trait.SELINUX) && !engine.has(Trait.PODMAN)) {
            findings.add(labels());
        }
        return findings;
    }

    private Finding gpu() {
        return switch (engine.gpu()) {
            case RUNTIME, CDI ->
                Finding.ok("Container GPUs", "can be used " + engine.gpu().words() + ".");
            case NO_GPU -> Finding.ok("Container GPUs", "none: " + GpuAccess.NO_GPU.words() + ".");
            case NO_RUNTIME ->
                Finding.warn(
                        "Container GPUs",
                        GpuAccess.NO_RUNTIME.words() + ".",
                        "Then:  sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker");
        };
    }

    private static Finding labels() {
        return Finding.warn(
                "SELinux",
                "is enforcing; a container may be refused what is mounted into it.",
                "Label the folder of this copy and the state folder:  chcon -Rt container_file_t FOLDER");
    }

    private static Finding leak() {
        return Finding.warn(
                "Loopback ports",
                "before version 28, Docker lets neighbours that route to a container reach a port published on 127.0.0.1.",
                "Upgrade it, or close that way, with the interface that leads to them in place of eth0:\n"
                        + "sudo iptables -I DOCKER-USER -i eth0 -m conntrack ! --ctstate DNAT,ESTABLISHED,RELATED -j DROP");
    }
}
