package dev.cellwatch.monitor.measure;

/** Power, heat and clocks of the GPU. Its firmware looks at them ten times a second. */
final class GpuBoard {

    static final double TICK = 0.1;

    /** How dynamic power grows with the clock, voltage rising with it. */
    private static final double POWER_EXPONENT = 2.4;

    private static final double HEAT_SECONDS = 25;
    private static final double SLOWEST = 0.25;
    private static final int RESTFUL_TICKS = 15;

    private final GpuModel model;
    private final GpuLimits limits;
    private final boolean unthrottled;
    private double watts;
    private double celsius;
    private double clock = 1;
    private double heatClock = 1;
    private boolean hot;
    private int quietTicks = RESTFUL_TICKS;
    private int reasons = 1;

    GpuBoard(SimulatedMachine machine, Speeds speeds) {
        model = machine.gpu();
        limits = machine.limits();
        unthrottled = speeds.unthrottled();
        celsius = limits.startCelsius();
        watts = model.idleWatts();
    }

    /**
     * A tenth of a second has gone by.
     *
     * @param busy share of it in which kernels ran
     * @param intensity their power as a share of what the product's limit leaves
     * @param now seconds
     */
    void tick(double busy, double intensity, double now) {
        quietTicks = busy > 0 ? 0 : quietTicks + 1;
        double base = resting() && quietTicks > 3 * RESTFUL_TICKS ? model.idleWatts() : model.readyWatts();
        double demand = busy * intensity * (model.watts() - model.readyWatts());
        watts = base + demand * (clock == 1 ? 1 : Math.pow(clock, POWER_EXPONENT));
        double resistance = (GpuLimits.DRIVER_CELSIUS - limits.ambient()) / limits.coolWatts();
        celsius += (limits.ambient() + resistance * watts - celsius) * TICK / HEAT_SECONDS;
        reasons = resting() ? 1 : 0;
        clock = 1;
        if (!unthrottled) {
            capPower(base, demand);
            capHeat();
            brake(now);
        }
    }

    private void capPower(double base, double demand) {
        if (base + demand > limits.powerLimit()) {
            double share = Math.max(0, limits.powerLimit() - base) / demand;
            slow(Math.pow(share, 1 / POWER_EXPONENT), 0x4);
        }
    }

    private void capHeat() {
        if (limits.slowdown()) {
            hot = celsius > (hot ? GpuLimits.HARDWARE_CELSIUS - 6 : GpuLimits.HARDWARE_CELSIUS);
            if (hot) {
                slow(0.45, 0x48);
            }
            return;
        }
        double step = celsius > GpuLimits.DRIVER_CELSIUS ? -0.02 : celsius < GpuLimits.DRIVER_CELSIUS - 1 ? 0.01 : 0;
        heatClock = Math.max(0.3, Math.min(1, heatClock + step));
        if (heatClock < 1) {
            slow(heatClock, 0x20);
        }
    }

    private void brake(double now) {
        if (limits.brake().pulled(now)) {
            slow(limits.brake().clock(), 0x88);
        }
    }

    private void slow(double share, int reason) {
        clock = Math.max(SLOWEST, Math.min(clock, share));
        reasons = (reasons & ~1) | reason;
    }

    private boolean resting() {
        return quietTicks >= RESTFUL_TICKS;
    }

    /** Seconds of kernels, of which this share of time depends on the clock, that run in a second. */
    double speed(double computeShare) {
        return clock == 1 ? 1 : 1 / (computeShare / clock + 1 - computeShare);
    }

    double watts() {
        return watts;
    }

    double celsius() {
        return celsius;
    }

    /** Share of the highest clock; at rest a fifth. */
    double clock() {
        return resting() ? 0.2 : clock;
    }

    /** Bits of NVML. */
    int reasons() {
        return reasons;
    }
}
