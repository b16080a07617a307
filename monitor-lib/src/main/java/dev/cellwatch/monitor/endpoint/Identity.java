package dev.cellwatch.monitor.endpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What tells this program from others.
 *
 * @param kernelId Jupyter's, of letters, digits and dashes; else of process and start
 * @param session what Jupyter calls the session, mostly the path of the notebook; empty where it does not tell
 * @param mode in what sort of environment this is, where somebody said so
 */
public record Identity(String kernelId, String session, String user, String host, String mode) {

    private static final Pattern CONNECTION_FILE = Pattern.compile("kernel-([A-Za-z0-9_.-]{1,100})\\.json(?:\\s|$)");
    private static final int LONGEST_LABEL = 200;

    /** @param command this program's own command line, in which Jupyter names the kernel's connection file */
    static Identity of(String command, Optional<String> session, Optional<String> host, Optional<String> mode) {
        return new Identity(
                kernelId(command),
                cut(session.orElse("")),
                System.getProperty("user.name", ""),
                host(host),
                mode.orElse(""));
    }

    /** This program, as its own virtual machine and its system know it. */
    public static Identity ofThisProgram(Optional<String> session, Optional<String> host, Optional<String> mode) {
        return of(System.getProperty("sun.java.command", ""), session, host, mode);
    }

    private static String kernelId(String command) {
        Matcher file = CONNECTION_FILE.matcher(command);
        if (file.find()) {
            return file.group(1).replace('.', '-');
        }
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + "-"
                + self.info().startInstant().map(Instant::getEpochSecond).orElse(0L);
    }

    private static String cut(String label) {
        return label.length() > LONGEST_LABEL ? label.substring(label.length() - LONGEST_LABEL) : label;
    }

    /**
     * What this machine goes by, the same to whoever measures something of it.
     *
     * @param named what it is called, where that is not its own name
     */
    public static String host(Optional<String> named) {
        return named.orElseGet(Identity::hostname).replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** Without a name service, which may take seconds. */
    private static String hostname() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException notLinux) {
            Map<String, String> environment = System.getenv();
            return environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
        }
    }

    /** What the notebook is called: the last part of the session's path, or the kernel's id where there is none. */
    public String notebook() {
        String name = session.substring(session.lastIndexOf('/') + 1);
        return name.isEmpty() ? kernelId : name;
    }

    /** The labels that its series get, without the empty ones. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("kernel_id", kernelId);
        labels.put("notebook", notebook());
        labels.put("session", session);
        labels.put("user", user);
        labels.put("host", host);
        labels.put("env", mode);
        labels.values().removeIf(String::isEmpty);
        return labels;
    }
}
