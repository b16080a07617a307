package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.sampling.Sampler;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What {@link TrainingRun#log} costs the thread that trains, and whether anything is lost at 100,000 values a second.
 * {@code bin/bench} prints it.
 */
public final class LogBench {

    private static final int TOGETHER = 100;
    private static final int SECONDS = 5;
    private static final int PER_SECOND = 100_000;

    private LogBench() {}

    /** Runs it. */
    public static void main(String[] arguments) {
        Clock clock = Clock.systemUTC();
        Sampler sampler = new Sampler(List.of(), sample -> {}, clock);
        try (Runs runs = new Runs(() -> sampler.open(Duration.ofSeconds(1)), clock)) {
            paced(runs.start("warm-up"), 2);
            TrainingRun run = runs.start("measured");
            double median = paced(run, SECONDS);
            System.out.printf("log: median %.0f ns, lost %d of %d%n", median, run.lost(), SECONDS * PER_SECOND);
        }
    }

    /** Logs in bursts of a hundred at that rate; the median of a call in nanoseconds. */
    private static double paced(TrainingRun run, int seconds) {
        double[] calls = new double[seconds * PER_SECOND / TOGETHER];
        long start = System.nanoTime();
        for (int burst = 0; burst < calls.length; burst++) {
            long due = start + burst * 1_000_000_000L / (PER_SECOND / TOGETHER);
            while (System.nanoTime() < due) {
                Thread.onSpinWait();
            }
            long before = System.nanoTime();
            for (int i = 0; i < TOGETHER; i++) {
                run.log((long) burst * TOGETHER + i, "loss", i);
            }
            calls[burst] = (System.nanoTime() - before) / (double) TOGETHER;
        }
        Arrays.sort(calls);
        return calls[calls.length / 2];
    }
}
