package dev.cellwatch.monitor.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells the notebook that a process belongs to: {@code owners.of(pid).label()}. A Jupyter server starts each kernel
 * with {@code JPY_SESSION_NAME} in its environment, whatever its language, and what a kernel starts inherits it. The
 * environment is read only of processes of the same user; of others the account and the name of the program are told.
 * Thread-safe.
 */
public final class ProcessOwners {

    /** The one pid namespace that no container made has a fixed number in every Linux kernel. */
    private static final String OUTERMOST = "pid:[4026531836]";

    private static final String SESSION = "JPY_SESSION_NAME=";

    private final Path proc;
    private final Accounts accounts;

    /** @param proc where the process file system is mounted, {@code /proc} */
    public ProcessOwners(Path proc) {
        this(proc, file -> Files.getOwner(file).getName());
    }

    ProcessOwners(Path proc, Accounts accounts) {
        this.proc = proc;
        this.accounts = accounts;
    }

    /**
     * The owner of a process, by a pid as a GPU driver knows it. Inside a container's own pid namespace such a pid
     * belongs to nobody that can be seen, or to somebody else: there the answer is unknown.
     */
    public ProcessOwner of(long pid) {
        Path process = proc.resolve(Long.toString(pid));
        if (pid <= 0 || !seesAllPids() || !Files.isDirectory(process)) {
            return ProcessOwner.UNKNOWN;
        }
        Optional<String> user = account(process);
        boolean sameUser = user.isPresent() && user.equals(account(proc.resolve("self")));
        return new ProcessOwner(
                sameUser ? notebook(process) : Optional.empty(), user, KernelFile.text(process.resolve("comm")));
    }

    private boolean seesAllPids() {
        try {
            return Files.readSymbolicLink(proc.resolve("self/ns/pid"))
                    .toString()
                    .equals(OUTERMOST);
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private Optional<String> account(Path process) {
        try {
            return Optional.of(accounts.of(process));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> notebook(Path process) {
        try {
            String environment = Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
            for (String variable : environment.split("\0", -1)) {
                if (variable.startsWith(SESSION) && variable.length() > SESSION.length()) {
                    byte[] name = variable.substring(SESSION.length()).getBytes(StandardCharsets.ISO_8859_1);
                    return Optional.of(new String(name, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            // not ours to read, or gone: told like a process without a notebook
        }
        return Optional.empty();
    }

    /** Names the account that a file belongs to. */
    interface Accounts {
        String of(Path file) throws IOException;
    }
}
