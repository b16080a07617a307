package dev.cellwatch.environment.doctor;

import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.Forwarding;
import dev.cellwatch.environment.engine.GpuAccess;
import dev.cellwatch.environment.engine.Lack;
import dev.cellwatch.environment.engine.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What runs containers here; the monitoring wants it, the notebooks do without. */
final class EngineChecks {

    private static final String SUBJECT = "Containers";

    private final Engine engine;
    private final Supplier<Forwarding> forwarding;

    /** @param forwarding asked only where it matters */
    EngineChecks(Engine engine, Supplier<Forwarding> forwarding) {
        this.engine = engine;
        this.forwarding = forwarding;
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
            leak(forwarding.get()).ifPresent(findings::add);
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

    /** What neighbours reach depends on whether this machine passes on packets that nobody asked for. */
    private static Optional<Finding> leak(Forwarding forwarding) {
        String reached = forwarding == Forwarding.OPEN
                ? "any port of it, since this machine forwards whatever comes (its FORWARD policy is ACCEPT)."
                : "a port published on 127.0.0.1.";
        return forwarding == Forwarding.CLOSED
                ? Optional.empty()
                : Optional.of(Finding.warn(
                        "Loopback ports",
                        "before version 28, Docker lets neighbours that route to a container reach " + reached,
                        "Upgrade it, or close that way, with the interface that leads to them in place of eth0:\n"
                                + "sudo iptables -I DOCKER-USER -i eth0"
                                + " -m conntrack ! --ctstate DNAT,ESTABLISHED,RELATED -j DROP"));
    }
}
