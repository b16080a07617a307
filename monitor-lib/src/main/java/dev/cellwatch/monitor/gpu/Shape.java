package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.metric.Kind;
import dev.cellwatch.monitor.metric.Tier;
import dev.cellwatch.monitor.metric.Unit;

/** What a row says of its values besides their name: written {@code fast(WATTS).drawn()}. */
record Shape(Unit unit, Kind kind, Tier tier, boolean isDrawn) {

    static Shape fast(Unit unit) {
        return new Shape(unit, Kind.GAUGE, Tier.FAST, false);
    }

    static Shape slow(Unit unit) {
        return new Shape(unit, Kind.GAUGE, Tier.SLOW, false);
    }

    static Shape once(Unit unit) {
        return new Shape(unit, Kind.GAUGE, Tier.ONCE, false);
    }

    Shape counter() {
        return new Shape(unit, Kind.COUNTER, tier, isDrawn);
    }

    Shape drawn() {
        return new Shape(unit, kind, tier, true);
    }
}
