package dev.cellwatch.environment.doctor;

import dev.cellwatch.environment.jupyter.InstallHint;
import dev.cellwatch.environment.jupyter.Machine;
import dev.cellwatch.environment.jupyter.PythonSearch;
import dev.cellwatch.environment.process.Invocation;
import java.util.ArrayList;
import java.util.List;

/** The programs that are needed, and those that are good to have. */
final class ToolChecks {

    private static final int OLDEST_JAVA = 17;
    private static final List<String> GOOD_TO_HAVE = List.of("nvidia-smi", "nvtop", "sensors", "htop");

    private final Machine machine;
    private final InstallHint hint;

    ToolChecks(Machine machine) {
        this.machine = machine;
        this.hint = new InstallHint(machine.programs());
    }

    List<Finding> findings() {
        return List.of(
                jdk(
                        Runtime.version().feature(),
                        ModuleLayer.boot().findModule("jdk.jshell").isPresent()),
                maven(),
                python(),
                others());
    }

    Finding jdk(int feature, boolean withShell) {
        String found = "Java " + System.getProperty("java.version") + " in " + System.getProperty("java.home");
        return feature >= OLDEST_JAVA && withShell
                ? Finding.ok("JDK", found)
                : Finding.missing(
                        "JDK", found + "; a JDK " + OLDEST_JAVA + " or newer, with JShell, is needed.", hint.jdk());
    }

    private Finding maven() {
        return isThere("mvn")
                ? Finding.ok("Maven", "is there")
                : Finding.warn("Maven", "is not there; it is needed to build Cellwatch again.", hint.maven());
    }

    private Finding python() {
        return new PythonSearch(machine.programs())
                .find()
                .map(python -> Finding.ok("Python", python.version() + " with venv, as " + python.executable()))
                .orElseGet(() ->
                        Finding.missing("Python", "3.10 or newer with venv is needed and not there.", hint.python()));
    }

    private Finding others() {
        List<String> there = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        GOOD_TO_HAVE.forEach(name -> (isThere(name) ? there : absent).add(name));
        return Finding.ok(
                "Tools",
                (there.isEmpty() ? "none" : String.join(", ", there)) + " there"
                        + (absent.isEmpty() ? "" : "; not there, and not needed: " + String.join(", ", absent)));
    }

    private boolean isThere(String program) {
        return machine.programs()
                .run(Invocation.of("sh", "-c", "command -v " + program))
                .succeeded();
    }
}
