package dev.cellwatch.monitor.gpu;

import dev.cellwatch.monitor.metric.Tier;

/** The values that NVML gives by number, many in one call. */
enum NvmlField {
    TOTAL_ENERGY(83, Tier.FAST),
    POWER_INSTANT(186, Tier.FAST),
    POWER_AVERAGE(185, Tier.SLOW),
    MEMORY_TEMPERATURE(82, Tier.SLOW),
    THROTTLED_BY_POWER_CAP(74, Tier.SLOW),
    THROTTLED_BY_SYNC_BOOST(76, Tier.SLOW),
    THROTTLED_BY_SOFTWARE_THERMAL(269, Tier.SLOW),
    THROTTLED_BY_HARDWARE_THERMAL(270, Tier.SLOW),
    THROTTLED_BY_POWER_BRAKE(271, Tier.SLOW);

    final int number;
    final Tier tier;

    NvmlField(int number, Tier tier) {
        this.number = number;
        this.tier = tier;
    }
}
