package dev.cellwatch.environment.jupyter;

import dev.cellwatch.environment.process.Invocation;
import dev.cellwatch.environment.process.Programs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The line that installs a needed thing, by the package manager that this system has. */
public final class InstallHint {

    private record Line(String command, String jdk, String python) {}

    private static final Map<String, Line> LINES = lines();

    private final Programs programs;

    public InstallHint(Programs programs) {
        this.programs = programs;
    }

    private static Map<String, Line> lines() {
        Map<String, Line> lines = new LinkedHashMap<>();
        lines.put("apt-get", new Line("sudo apt-get install", "openjdk-17-jdk", "python3 python3-venv"));
        lines.put("dnf", new Line("sudo dnf install", "java-latest-openjdk-devel", "python3"));
        lines.put("zypper", new Line("sudo zypper install", "java-17-openjdk-devel", "python311"));
        lines.put("pacman", new Line("sudo pacman -S", "jdk-openjdk", "python"));
        lines.put("apk", new Line("sudo apk add", "openjdk17", "python3"));
        lines.put("brew", new Line("brew install", "openjdk", "python"));
        return lines;
    }

    public String jdk() {
        return line(Line::jdk);
    }

    public String python() {
        return line(Line::python);
    }

    public String maven() {
        return line(line -> "maven");
    }

    private String line(Function<Line, String> packages) {
        for (Map.Entry<String, Line> entry : LINES.entrySet()) {
            if (programs.run(Invocation.of(entry.getKey(), "--version")).succeeded()) {
                Line line = entry.getValue();
                return "Install with:  " + line.command() + " " + packages.apply(line);
            }
        }
        return "Install it with this system's package manager, then start again.";
    }
}
