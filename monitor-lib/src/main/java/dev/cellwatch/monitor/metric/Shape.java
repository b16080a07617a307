package dev.cellwatch.monitor.metric;

/**
 * What a row says of its values besides their name: written {@code fast(WATTS).drawn()}.
 *
 * @param unit their base unit
 * @param kind how they move
 * @param tier how often they are read
 * @param isDrawn whether plots draw them, and history therefore keeps them for a day and not for minutes
 */
public record Shape(Unit unit, Kind kind, Tier tier, boolean isDrawn) {

    public static Shape fast(Unit unit) {
        return new Shape(unit, Kind.GAUGE, Tier.FAST, false);
    }

    public static Shape slow(Unit unit) {
        return new Shape(unit, Kind.GAUGE, Tier.SLOW, false);
    }

    public static Shape once(Unit unit) {
        return new Shape(unit, Kind.GAUGE, Tier.ONCE, false);
    }

    public Shape counter() {
        return new Shape(unit, Kind.COUNTER, tier, isDrawn);
    }

    public Shape drawn() {
        return new Shape(unit, kind, tier, true);
    }
}
