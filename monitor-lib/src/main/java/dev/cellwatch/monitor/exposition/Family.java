package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.metric.Metric;

/** What all series of one name have in common; made once, because scrapes are many. */
final class Family {

    private final String name;
    private final String textHead;
    private final String openMetricsHead;

    private Family(String name, ExposedType type, String help) {
        this.name = name;
        this.textHead = "# HELP " + name + " " + help + "\n# TYPE " + name + " " + textType(type) + "\n";
        String base = base(name, type);
        this.openMetricsHead = "# TYPE " + base + " " + openMetricsType(type) + "\n# HELP " + base + " " + help + "\n";
    }

    static Family of(ExposedName name, Metric metric) {
        return of(name.name(), ExposedName.type(metric), metric.help());
    }

    static Family of(ExposedMetric metric) {
        return of(metric.id(), metric.type(), metric.help());
    }

    static Family of(String name, ExposedType type, String help) {
        return new Family(name, type, help);
    }

    String name() {
        return name;
    }

    String head(ScrapeFormat format) {
        return format == ScrapeFormat.TEXT ? textHead : openMetricsHead;
    }

    private static String textType(ExposedType type) {
        return type == ExposedType.INFO ? ExposedType.GAUGE.word() : type.word();
    }

    private static String openMetricsType(ExposedType type) {
        return type == ExposedType.UNTYPED ? "unknown" : type.word();
    }

    /** OpenMetrics calls a family what its series are called without their type's ending. */
    private static String base(String name, ExposedType type) {
        return switch (type) {
            case COUNTER -> without(name, "_total");
            case INFO -> without(name, "_info");
            default -> name;
        };
    }

    private static String without(String name, String ending) {
        return name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    }
}
