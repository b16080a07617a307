package dev.cellwatch.monitor.exposition;

import dev.cellwatch.monitor.sampling.ProbeHealth;

/** How the probes are doing; a probe that was not read since it last rested has neither failed nor succeeded. */
final class HealthPart implements Part {

    private static final Family SUCCESS = Family.of(ExposedMetric.PROBE_SUCCESS);
    private static final Family DURATION = Family.of(ExposedMetric.PROBE_DURATION);
    private static final Family ACTIVE = Family.of(ExposedMetric.PROBE_ACTIVE);

    @Override
    public String name() {
        return "health";
    }

    @Override
    public void tell(Scrape to) {
        for (ProbeHealth probe : to.health()) {
            String labels = LabelText.of("probe", probe.probe());
            boolean stuck = probe.stuckSinceMillis().isPresent();
            boolean read = probe.readMillis().isPresent();
            to.put(ACTIVE, labels, read || stuck ? 1 : 0);
            if (read || stuck) {
                to.put(SUCCESS, labels, probe.success() ? 1 : 0);
            }
            if (read) {
                to.put(DURATION, labels, probe.durationSeconds());
            }
        }
    }
}
