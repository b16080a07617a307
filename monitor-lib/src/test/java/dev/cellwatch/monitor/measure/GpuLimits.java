package dev.cellwatch.monitor.measure;

/**
 * What can make a GPU slow down.
 *
 * @param powerLimit watts
 * @param ambient degrees of the air around it
 * @param coolWatts watts that its cooling carries off when it is as hot as the driver allows
 * @param startCelsius how hot it is when the cell begins
 * @param slowdown whether it gets so hot that the hardware cuts the clocks, and not only the driver
 * @param brake how the power supply's alarm behaves
 */
record GpuLimits(
        double powerLimit, double ambient, double coolWatts, double startCelsius, boolean slowdown, Brake brake) {

    /** Above this the driver lowers the clocks; the hardware steps in at {@link #HARDWARE_CELSIUS}. */
    static final double DRIVER_CELSIUS = 85;

    static final double HARDWARE_CELSIUS = 90;

    /**
     * The power supply asks for less.
     *
     * @param share of the time
     * @param periodSeconds how often it comes
     * @param clock the share of the clock that is left
     */
    record Brake(double share, double periodSeconds, double clock) {
        static final Brake NEVER = new Brake(0, 10, 1);

        boolean pulled(double seconds) {
            return seconds % periodSeconds < share * periodSeconds;
        }
    }

    GpuLimits braked(Brake other) {
        return new GpuLimits(powerLimit, ambient, coolWatts, startCelsius, slowdown, other);
    }

    GpuLimits capped(double watts) {
        return new GpuLimits(watts, ambient, coolWatts, startCelsius, slowdown, brake);
    }

    GpuLimits cooled(double watts, double celsius, boolean hardware) {
        return new GpuLimits(powerLimit, ambient, watts, celsius, hardware, brake);
    }
}
