package dev.cellwatch.monitor.metric;

/** Metrics for tests: one of each tier, and one that no plot draws. */
public enum TestMetric implements Metric {
    LOAD(Tier.FAST, true),
    HEAT(Tier.SLOW, true),
    LIMIT(Tier.ONCE, true),
    JOULES(Tier.FAST, false);

    private final Tier tier;
    private final boolean drawn;

    TestMetric(Tier tier, boolean drawn) {
        this.tier = tier;
        this.drawn = drawn;
    }

    @Override
    public String id() {
        return "test_" + name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public Unit unit() {
        return Unit.COUNT;
    }

    @Override
    public Kind kind() {
        return this == JOULES ? Kind.COUNTER : Kind.GAUGE;
    }

    @Override
    public Tier tier() {
        return tier;
    }

    @Override
    public String help() {
        return "A metric for tests";
    }

    @Override
    public boolean drawn() {
        return drawn;
    }
}
