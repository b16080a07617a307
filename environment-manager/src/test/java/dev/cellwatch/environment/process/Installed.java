package dev.cellwatch.environment.process;

/** Real programs of this machine that a test may do without. */
public final class Installed {

    private Installed() {}

    public static boolean has(String program) {
        return new SystemPrograms()
                .run(Invocation.of("sh", "-c", "command -v " + program))
                .succeeded();
    }
}
