"""What a real training with DJL (PyTorch on the CPU) costs more with its listener and a live `%training`, 8 GPUs (our own
C library), than without: pairs in one kernel, in turn. PyTorch has one thread: with one for each core, on a machine
whose cores others use, a training takes a tenth more or less from one time to the next.

usage: bench_training.py [PAIRS]     prints one JSON object; shares of the wall time, in percent
"""

import json
import pathlib
import statistics
import sys
import tempfile

from bench_sampling import fake_gpus
from kernel_session import Session, bring_djl, djl_environment

SECONDS = 5
PREPARE = """
import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.*;
import ai.djl.nn.core.Linear;
import ai.djl.training.*;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.TrainingListener;
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

double train(int epochs, TrainingListener... listeners) throws Exception {
    var config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
            .optOptimizer(Optimizer.adam().build())
            .addTrainingListeners(listeners);
    try (Model model = Model.newInstance("bench")) {
        model.setBlock(new SequentialBlock()
                .add(Linear.builder().setUnits(256).build()).add(Activation::relu)
                .add(Linear.builder().setUnits(256).build()).add(Activation::relu)
                .add(Linear.builder().setUnits(2).build()));
        long start = System.nanoTime();
        try (Trainer trainer = model.newTrainer(config)) {
            trainer.initialize(new Shape(1, 64));
            EasyTrain.fit(trainer, epochs, data, null);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}
"""

WITHOUT = "Thread.sleep(3_000); System.gc(); double took = train(EPOCHS);\ntook"
WITH = """%training next
Thread.sleep(3_000); System.gc(); double took = train(EPOCHS, new DjlTraining(Cellwatch.training("bench"), EPOCHS));
took"""


def main(pairs):
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

            def run(cell, epochs):
                done = kernel.run(cell.replace("EPOCHS", str(epochs)), 300)
                assert done.error() is None, done.traceback()
                return float(done.result())

            run(WITH, 2)  # until it is compiled
            epochs = min(100, max(2, round(SECONDS / run(WITHOUT, 2) * 2)))
            extra, took = [], []
            for pair in range(pairs):
                order = (WITHOUT, WITH) if pair % 2 == 0 else (WITH, WITHOUT)
                times = {cell: run(cell, epochs) for cell in order}
                extra.append(100 * (times[WITH] / times[WITHOUT] - 1))
                took.append(times[WITHOUT])
                print(f"without {times[WITHOUT]:.3f} s, with {times[WITH]:.3f} s: {extra[-1]:+.2f} %", file=sys.stderr)
    quartiles = statistics.quantiles(extra, n=4)
    print(json.dumps({
        "extra_percent": statistics.median(extra),
        "quartiles": [quartiles[0], quartiles[2]],
        "training_seconds": statistics.median(took),
    }))  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
