"""What a real training with DJL (PyTorch on the CPU, one thread) costs more with its listener and a live `%training`, 8
GPUs (our own C library). On a machine whose cores others use, a training takes a tenth more or less from one time to
the next, and ten seconds are no quieter than one: whole trainings side by side tell nothing about one percent. So
two things are measured within trainings. The listener hears every second four batches, and these are compared with
their neighbours, thousands of times. What the kernel's other Java threads do (sampling, drawing, keeping, sending) is
counted as CPU time, batch by batch, and how much longer the batches beside it take than their neighbours says how much
of it a training has to wait for: nothing where another core is free and nothing is shared, all of it on a single core.
The compiler's and the collector's threads are not among them: theirs varies by percents of a core without us, too, and
what they do for us is in the whole kernel above an idle one, which bench_sampling.py measures.

From one training to the next the difference varies more than within one: so each kind is trained several times, in
turn, and their mean counts, with an error from how they differ.

usage: bench_training.py [SECONDS]     of each training; prints one JSON object; shares of the wall time, in percent
"""

import json
import math
import pathlib
import statistics
import sys
import tempfile

from bench_sampling import fake_gpus
from kernel_session import Session, bring_djl, djl_environment

WIDTH = 4
TRAININGS = 3
PREPARE = """
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.*;
import ai.djl.nn.core.Linear;
import ai.djl.training.*;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.*;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import dev.cellwatch.djl.DjlTraining;

System.setProperty("ai.djl.pytorch.num_threads", "1");
System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
int points = 4_000;
float[][] where = new float[points][64];
float[] which = new float[points];
Random random = new Random(1);
for (int i = 0; i < points; i++) {
    which[i] = i % 2;
    for (int j = 0; j < 64; j++) { where[i][j] = (float) random.nextGaussian() + which[i]; }
}
NDManager manager = NDManager.newBaseManager();
var data = new ArrayDataset.Builder()
        .setData(manager.create(where))
        .optLabels(manager.create(which))
        .setSampling(64, false)
        .build();

var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();

/** The CPU time of each Java thread but this one, in nanoseconds. */
Map<Long, Long> others() {
    var times = new HashMap<Long, Long>();
    for (long id : threads.getAllThreadIds()) {
        if (id != Thread.currentThread().getId()) { times.put(id, threads.getThreadCpuTime(id)); }
    }
    return times;
}

class Alternating extends TrainingListenerAdapter {
    final TrainingListener inner;
    final long[] times = new long[1 << 19];
    final long[] beside = new long[1 << 19];
    long[] others = {};
    long[] last = {};
    long worked = 0;
    int batches = 0;

    Alternating(TrainingListener inner) { this.inner = inner; }

    @Override public void onTrainingBatch(Trainer trainer, BatchData batch) {
        if (batches / WIDTH % 2 == 1) { inner.onTrainingBatch(trainer, batch); }
        long[] now = threads.getThreadCpuTime(others);
        for (int i = 0; i < now.length; i++) { worked += Math.max(0, now[i] - last[i]); } // -1 of one that has ended
        last = now;
        beside[batches] = worked;
        times[batches++] = System.nanoTime();
    }
    @Override public void onEpoch(Trainer trainer) {
        inner.onEpoch(trainer);
        others = others().keySet().stream().mapToLong(id -> id).toArray(); // threads come and go
        last = threads.getThreadCpuTime(others);
    }
    @Override public void onTrainingEnd(Trainer trainer) { inner.onTrainingEnd(trainer); }
}


/** Trains so long, and says how much CPU time the other Java threads took, in percent of a core. */
double train(double seconds, TrainingListener[] own, TrainingListener ours) throws Exception {
    var config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
            .optOptimizer(Optimizer.adam().build())
            .addTrainingListeners(own)
            .addTrainingListeners(ours);
    System.gc();
    try (Model model = Model.newInstance("bench")) {
        model.setBlock(new SequentialBlock()
                .add(Linear.builder().setUnits(256).build()).add(Activation::relu)
                .add(Linear.builder().setUnits(256).build()).add(Activation::relu)
                .add(Linear.builder().setUnits(2).build()));
        try (Trainer trainer = model.newTrainer(config)) {
            trainer.initialize(new Shape(1, 64));
            long start = System.nanoTime();
            var before = others();
            while (System.nanoTime() - start < seconds * 1e9) { EasyTrain.fit(trainer, 1, data, null); }
            long beside = 0;
            for (var other : others().entrySet()) { beside += other.getValue() - before.getOrDefault(other.getKey(), 0L); }
            return 100.0 * beside / (System.nanoTime() - start);
        }
    }
}
""".replace("WIDTH", str(WIDTH))

NONE = "new TrainingListener[0]"
DJLS = "TrainingListener.Defaults.basic()"
WITHOUT = f"double beside = train(SECONDS, {DJLS}, new TrainingListenerAdapter() {{}});\nbeside"
WITH = """%training next
var alternating = new Alternating(new DjlTraining(Cellwatch.training("bench")));
double beside = train(SECONDS, OWN, alternating);
var written = new StringBuilder();
for (int i = 1; i < alternating.batches; i++) {
    written.append(alternating.times[i] - alternating.times[i - 1]).append(' ');
    written.append(alternating.beside[i] - alternating.beside[i - 1]).append(' ');
}
java.nio.file.Files.writeString(java.nio.file.Path.of("FILE"), written.toString());
beside"""


def listener_percent(batches):
    """How much longer batches with the listener take than their neighbours."""
    batches = batches[len(batches) // 4 // (2 * WIDTH) * 2 * WIDTH :]  # until it is compiled
    groups = [sum(batches[i : i + WIDTH]) for i in range(WIDTH - 1, len(batches) - WIDTH, WIDTH)]
    heard, unheard = groups[0::2], groups[1::2]
    ratios = [math.log(h / math.sqrt(a * b)) for a, h, b in zip(unheard, heard[1:], unheard[1:])]
    return 100 * statistics.median(ratios)


def waited_share(batches, beside):
    """How much longer a training takes for each second that the other threads work: a line through how stretches of it
    differ from those before and after, in which the listener heard as many batches as it did not."""
    begin, whole = len(batches) // 4, 2 * WIDTH
    stretches = range(begin, len(batches) - whole, whole)

    def differences(values):
        sums = [sum(values[i : i + whole]) for i in stretches]
        return [b - (a + c) / 2 for a, b, c in zip(sums, sums[1:], sums[2:])]

    took, worked = differences(batches), differences(beside)
    return sum(t * w for t, w in zip(took, worked)) / sum(w * w for w in worked)


def mean(values):
    """The mean of several trainings, and its standard error."""
    return statistics.mean(values), statistics.stdev(values) / math.sqrt(len(values))


def summary(trainings):
    listener = [one["listener_percent"] for one in trainings]
    percent, error = mean(listener)
    return {
        "listener_percent": percent,
        "error": error,
        "each": listener,
        "beside_percent": statistics.mean(one["beside_percent"] for one in trainings),
    }


def main(seconds):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        library = fake_gpus(folder)
        environment = {
            "CELLWATCH_GPU": "auto", "CELLWATCH_NVML_LIBRARY": str(library), **djl_environment(folder)
        }  # fmt: skip
        with Session(env=environment) as kernel:
            bring_djl(kernel, folder)
            prepared = kernel.run(PREPARE, 120)
            assert prepared.error() is None, prepared.traceback()

            def run(cell, seconds, own=DJLS):
                code = cell.replace("SECONDS", str(seconds)).replace("OWN", own).replace("FILE", str(folder / "times"))
                done = kernel.run(code, seconds + 120)
                assert done.error() is None, done.traceback()
                return float(done.result())

            def measured(own):
                beside = run(WITH, seconds, own)
                written = [int(time) for time in (folder / "times").read_text().split()]
                batches, others = written[0::2], written[1::2]
                return {
                    "listener_percent": listener_percent(batches),
                    "beside_percent": beside,
                    "waited_share": waited_share(batches, others),
                }

            for own in (DJLS, NONE):  # until it is compiled
                run(WITH, seconds, own)
            before = run(WITHOUT, seconds)
            trainings = [(measured(DJLS), measured(NONE)) for _ in range(TRAININGS)]
            after = run(WITHOUT, seconds)
    djls, none = (summary(kind) for kind in zip(*trainings))
    beside = (djls["beside_percent"] + none["beside_percent"] - before - after) / 2
    waited, waited_error = mean([one["waited_share"] for both in trainings for one in both])
    worse = max(djls, none, key=lambda kind: kind["listener_percent"])
    print(json.dumps({
        "with_djls_listeners": djls, "with_no_other": none, "beside_without": [before, after],
        "listener_percent": worse["listener_percent"],
        "error": worse["error"],
        "beside_percent": beside,
        "waited_share": waited,
        "waited_error": waited_error,
        "whole_percent": worse["listener_percent"] + waited * beside,
    }))  # fmt: skip


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 45)
