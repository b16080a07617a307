package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.history.History;
import dev.cellwatch.monitor.sampling.Sampler;
import dev.cellwatch.monitor.training.ReadableRun;
import dev.cellwatch.monitor.training.RunArchive;
import dev.cellwatch.monitor.training.RunFeed;
import dev.cellwatch.monitor.training.RunPlace;
import dev.cellwatch.monitor.training.Runs;
import dev.cellwatch.monitor.training.TrainingRun;
import java.nio.file.Path;
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
    final RunArchive archive;
    final Runs runs;
    private TrainingRun run;
    private final boolean full;
    private int seconds;

    /** @param full whether the run says all that it can; else loss, rate and time of a batch */
    TrainedMachine(int gpus, boolean full) {
        this(new Machine(gpus, 1000), full, Path.of("/dev/null/nothing-is-kept"));
    }

    /** @param folder where the run is kept when it is over */
    TrainedMachine(Machine machine, boolean full, Path folder) {
        this.full = full;
        this.machine = machine;
        archive = archive(machine, folder);
        runs = archive.runs();
        run = runs.start("mnist");
        run.batchSize(full ? 128 : 0);
    }

    /** The runs of a kernel on this machine. */
    static RunArchive archive(Machine machine, Path folder) {
        Sampler sampler = new Sampler(List.of(), sample -> {}, Clock.systemUTC());
        return RunArchive.open(
                folder,
                () -> sampler.open(Duration.ofSeconds(1)),
                () -> Instant.ofEpochMilli(machine.nowMillis()),
                new RunPlace(machine.history, Optional.of("/home/ada/digits.ipynb"), true));
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

    /** The run is over, and the next one trains. */
    TrainedMachine again(String name) {
        run.close();
        runs.fetch();
        runs.fetch();
        run = runs.start(name);
        run.batchSize(full ? 128 : 0);
        seconds = 0;
        return this;
    }

    RunFeed feed() {
        return runs.newest().orElseThrow();
    }

    LivePlot plot() {
        return plot(EnumSet.allOf(Show.class));
    }

    LivePlot plot(Set<Show> show) {
        return plot(show, feed(), machine.history, Duration.ofMinutes(5));
    }

    static LivePlot plot(Set<Show> show, ReadableRun run, History history, Duration window) {
        PlotOptions options =
                new PlotOptions(show, gpu -> true, window, Duration.ofSeconds(1), Optional.of(RunView.of(run)));
        return new LivePlot(options, history);
    }

    @Override
    public void close() {
        runs.close();
    }
}
