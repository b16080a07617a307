package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A made-up machine on which a made-up run trains: five batches of 128 a second, an epoch every 30 seconds. */
final class TrainedMachine implements AutoCloseable {

    final Machine machine;
    final Runs runs;
    private final Sampler sampler = new Sampler(List.of(), sample -> {}, Clock.systemUTC());
    private final TrainingRun run;
    private final boolean full;
    private int seconds;

    /** @param full whether the run says all that it can; else loss, rate and time of a batch */
    TrainedMachine(int gpus, boolean full) {
        this.full = full;
        machine = new Machine(gpus, 1000);
        runs = new Runs(() -> sampler.open(Duration.ofSeconds(1)), () -> Instant.ofEpochMilli(machine.nowMillis()));
        run = runs.start("mnist");
        run.batchSize(full ? 128 : 0);
    }

    TrainedMachine train(int more) {
        for (int end = seconds + more; seconds < end; seconds++) {
            if (seconds % 30 == 0) {
                run.epoch(seconds / 30 + 1, 10);
            }
            machine.run(1);
            for (int i = 0; i < 5; i++) {
                long step = seconds * 5L + i;
                run.log(step, "loss", 2.5 * Math.exp(-step / 300.0) + 0.2);
                run.batchTook(0.19 + 0.002 * i);
                if (full) {
                    run.log(step, "accuracy", 0.5);
                }
            }
            run.log(seconds, "lr", 1e-3);
            if (seconds % 30 == 29) {
                run.log(seconds, "val_loss", 1.5);
            }
            runs.fetch();
        }
        return this;
    }

    RunFeed feed() {
        return runs.newest().orElseThrow();
    }

    LivePlot plot() {
        return plot(EnumSet.allOf(Show.class));
    }

    LivePlot plot(Set<Show> show) {
        PlotOptions options = new PlotOptions(
                show, gpu -> true, Duration.ofMinutes(5), Duration.ofSeconds(1), Optional.of(RunView.of(feed())));
        return new LivePlot(options, machine.history);
    }

    @Override
    public void close() {
        runs.close();
    }
}
