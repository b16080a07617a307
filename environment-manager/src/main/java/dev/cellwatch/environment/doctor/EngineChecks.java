package dev.cellwatch.environment.doctor;

import dev.cellwatch.environment.engine.Engine;
import dev.cellwatch.environment.engine.Forwarding;
import dev.cellwatch.environment.engine.GpuAccess;
import dev.cellwatch.environment.engine.Lack;
import dev.cellwatch.environment.engine.Trait;
import dev.cellwatch.monitor.metric.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/** What runs containers here; the monitoring wants it, the notebooks do without. */
final class EngineChecks {

    private static final String SUBJECT = "Containers";

    private static final double ENOUGH_BYTES = 10e9;

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
        engine.traits().stream().sorted().map(EngineChecks::trait).forEach(findings::add);
        findings.add(gpu());
        room().ifPresent(free -> findings.add(room(free)));
        if (engine.leaksLoopback()) {
            leak(forwarding.get()).ifPresent(findings::add);
        }
        if (engine.has(Trait.SELINUX) && !engine.has(Trait.PODMAN)) {
            findings.add(labels());
        }
        return findings;
    }

    private static Finding trait(Trait trait) {
        return trait == Trait.ROOTLESS
                ? Finding.warn(
                        SUBJECT,
                        trait.words() + ".",
                        "Run the notebooks in a container, too:  environment-manager up --container")
                : Finding.ok(SUBJECT, trait.words() + ".");
    }

    /** Bytes left where images and volumes lie, if that is a disk of this machine. */
    private OptionalDouble room() {
        try {
            return engine.root().isEmpty() || engine.isApart()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(
                            (double) Files.getFileStore(Path.of(engine.root())).getUsableSpace());
        } catch (IOException notForThisUser) {
            return OptionalDouble.empty();
        }
    }

    Finding room(double free) {
        String text = Unit.BYTES.format(free) + " free where " + engine.root() + " is";
        return free >= ENOUGH_BYTES
                ? Finding.ok("Container disk", text + ".")
                : Finding.warn(
                        "Container disk",
                        text + "; images, and numbers and logs of 15 days, want more.",
                        "See what can go:  docker system df, then docker system prune");
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
