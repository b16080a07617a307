package dev.cellwatch.environment.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * All that the doctor found.
 *
 * @param findings a line each
 */
public record Diagnosis(List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** 3 when a needed program is missing, 1 when something else fails, 0 otherwise. */
    public int exitCode() {
        if (has(Finding.Level.MISSING)) {
            return 3;
        }
        return has(Finding.Level.FAIL) ? 1 : 0;
    }

    private boolean has(Finding.Level level) {
        return findings.stream().anyMatch(finding -> finding.level() == level);
    }

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(String.format("%-5s %-16s %s%n", finding.level().word(), finding.subject(), finding.text()));
            finding.advice().ifPresent(advice -> advice.lines()
                    .forEach(line -> text.append(" ".repeat(23)).append(line).append(System.lineSeparator())));
        }
        return text.toString().stripTrailing();
    }

    /** For programs. */
    public String json() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("ok", exitCode() == 0);
        ArrayNode checks = object.putArray("checks");
        for (Finding finding : findings) {
            ObjectNode check = checks.addObject()
                    .put("check", finding.subject())
                    .put("level", finding.level().word())
                    .put("text", finding.text());
            finding.advice().ifPresent(advice -> check.put("advice", advice));
        }
        return object.toPrettyString();
    }
}
