package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.Programs;
import java.util.List;
import java.util.Optional;

/** Finds a Python 3.10 or newer with venv, by the names under which systems install it. */
public final class PythonSearch {

    private static final List<String> NAMES =
            List.of("python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python");

    // Debian has Python without ensurepip until python3-venv is installed: then it cannot make an environment
    private static final String PROBE = "import sys, venv, ensurepip; "
            + "sys.exit('too old') if sys.version_info < (3, 10) else print(sys.version.split()[0])";

    private final Programs programs;

    public PythonSearch(Programs programs) {
        this.programs = programs;
    }

    public Optional<Python> find() {
        for (String name : NAMES) {
            Outcome outcome = programs.run(clean(name).and("-c", PROBE));
            if (outcome.succeeded()) {
                return Optional.of(new Python(name, outcome.out().strip()));
            }
        }
        return Optional.empty();
    }

    /** The interpreter, or a failure that says how to install one. */
    public Python require() {
        return find().orElseThrow(() -> Failure.missing(
                "Python 3.10 or newer is needed, with its venv module.\n" + new InstallHint(programs).python()));
    }

    /** A call of an interpreter that no variable of the user's own Python work leads astray. */
    static Invocation clean(String python) {
        return Invocation.of(python).without("PYTHONHOME").without("PYTHONPATH").without("VIRTUAL_ENV");
    }
}
