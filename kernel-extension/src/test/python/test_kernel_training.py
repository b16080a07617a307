"""%training and Cellwatch.training in a real kernel."""

import re

import pytest
from kernel_session import FIGURE, Session, bring_djl, bring_dl4j, display_id, djl_environment, shown

TRAIN = """
var run = Cellwatch.training("mnist");
run.batchSize(64);
for (int epoch = 1; epoch <= 3; epoch++) {
    run.epoch(epoch, 3);
    for (int i = 0; i < 20; i++) {
        try (var batch = run.batch()) { Thread.sleep(50); }
        run.log(epoch * 20 + i, "loss", 1.0 / (epoch * 20 + i));
    }
    run.log(epoch * 20, "val_loss", 0.5 / epoch);
}
run.close();
"""


pytestmark = pytest.mark.usefixtures("nothing_runs_on")


def titles(message):
    layout = message["content"]["data"][FIGURE]["layout"]
    axes = sorted((key for key in layout if key.startswith("yaxis")), key=lambda key: int(key[5:] or 1))
    return [layout[axis]["title"]["text"] for axis in axes]


def test_a_plot_that_waits_moves_with_the_run_and_ends_with_it(kernel):
    plot = kernel.run("%training next")
    assert "waits for a run" in shown(plot.displays()[0])
    cell = kernel.start(TRAIN)
    kernel.until(lambda: any("epoch 2 of 3" in shown(frame) for frame in plot.updates()))
    moving = next(frame for frame in plot.updates() if "epoch 2 of 3" in shown(frame))
    assert titles(moving) == [
        "loss", "batch ms", "samples/s", "GPU %", "memory GiB", "power W", "host %"
    ]  # fmt: skip
    cell = kernel.finish(cell)
    assert cell.printed() == "" and not cell.displays() and not cell.updates()
    kernel.until(lambda: "over after" in shown(plot.updates()[-1]))
    frames = len(plot.updates())
    kernel.listen(2.5)
    assert len(plot.updates()) == frames
    assert "validation 0.167" in shown(plot.updates()[-1])


def test_runs_are_listed_and_shown_again(kernel):
    kernel.run('try (var run = Cellwatch.training("first")) { run.log(1, "loss", 0.5); }')
    kernel.run('var open = Cellwatch.training("second"); open.log(1, "loss", Double.NaN);')
    listed = kernel.run("%training list").text()
    assert "first" in listed and "goes on" in listed and "second: loss is NaN at step 1." in listed
    again = kernel.run("%training first")
    assert "over after" in shown(again.displays()[0]) and "loss 0.5" in shown(again.displays()[0])
    kernel.run("open.close();")


def test_one_cell_can_start_show_and_train(kernel):
    cell = kernel.run('var run = Cellwatch.training("whole");\n%training whole\n' + TRAIN.split("\n", 2)[2])
    kernel.until(lambda: cell.updates() and "over after" in shown(cell.updates()[-1]))
    assert "epoch 3 of 3" in shown(cell.updates()[-1])


def test_a_mistake_is_one_sentence_and_costs_no_variable(kernel):
    kernel.run("int kept = 42;")
    said = kernel.run("%training nobody")
    assert 'There is no run "nobody"' in said.text() and "\tat " not in said.text()
    assert kernel.run("System.out.print(kept)").printed() == "42"


def test_a_hundred_thousand_values_a_second_are_all_kept(kernel):
    flood = kernel.run(
        """
        var flood = Cellwatch.training("flood");
        long start = System.nanoTime();
        for (int i = 0; i < 300_000; i++) {
            flood.log(i, "loss", i % 1000);
            while (i % 1000 == 0 && System.nanoTime() - start < i * 10_000L) Thread.onSpinWait();
        }
        flood.close();
        Thread.sleep(500);
        System.out.println("lost " + flood.lost());
        """
    )
    assert flood.printed() == "lost 0\n"
    assert "came faster" not in kernel.run("%training list").text()


def test_runs_outlive_their_kernel_and_are_compared_with_new_ones(tmp_path):
    state = {"CELLWATCH_STATE_DIR": str(tmp_path / "state"), "JPY_SESSION_NAME": "/home/ada/digits.ipynb"}
    with Session(env=state) as kernel:
        kernel.run(TRAIN)
        kernel.run('var open = Cellwatch.training("left open"); open.log(1, "loss", 0.75);')
        kernel.manager.shutdown_kernel(now=False)
    [folder] = [path for path in (tmp_path / "state").iterdir() if path.name == "runs"]
    assert len(list(folder.iterdir())) == 2 and folder.stat().st_mode & 0o777 == 0o700
    with Session(env=state) as kernel:
        listed = kernel.run("%training list").text()
        [old] = re.findall(r"(r-\w{6}) +mnist +[-\d]+ [:\d]+ +digits.ipynb +over, epoch 3 of 3 ", listed)
        assert re.search(r"left open .* over .* 0\.75", listed), listed
        again = kernel.run(f"%training {old}").displays()[0]
        assert "mnist" in shown(again) and "validation 0.167" in shown(again) and "over after " in shown(again)
        assert "DEMO data" in shown(again)
        assert titles(again) == [
            "loss", "batch ms", "samples/s", "GPU %", "memory GiB", "power W", "host %"
        ]  # fmt: skip
        cell = kernel.start(TRAIN)
        kernel.until(lambda: "busy" in str(kernel.messages[-1]["content"]))
        compared = kernel.start(f"%training compare {old} 1")
        kernel.finish(cell)
        compared = kernel.finish(compared)
        table, figure = compared.displays()
        assert re.search(rf"mnist {old} +\d s +79 +0\.01266", shown(table)), shown(table)
        assert titles(figure) == ["loss", "validation", "batch ms", "samples/s"]
        assert kernel.run(f"%training forget {old}").text().startswith(f"Run {old} (mnist, ")
        assert old not in kernel.run("%training list").text()


def test_a_comparison_moves_until_the_run_that_goes_on_is_over(kernel):
    kernel.run('try (var run = Cellwatch.training("before")) { run.log(1, "loss", 0.5); }')
    start = 'var run = Cellwatch.training("after");\n%training compare before after\n'
    cell = kernel.run(start + TRAIN.split("\n", 2)[2])
    table, figure = map(display_id, cell.displays())

    def updates(display):
        return [u for u in cell.updates() if display_id(u) == display]

    kernel.until(lambda: updates(figure) and "over after" in shown(updates(figure)[-1]))
    assert len(updates(figure)) >= 3 and titles(updates(figure)[-1])[:2] == ["loss", "validation"]
    kernel.until(lambda: updates(table) and re.search(r"after +\d s +79 +0\.01266", shown(updates(table)[-1])))


DJL_TRAINING = """
import ai.djl.Model;
import ai.djl.ndarray.*;
import ai.djl.ndarray.types.*;
import ai.djl.nn.*;
import ai.djl.nn.core.Linear;
import ai.djl.training.*;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import dev.cellwatch.djl.DjlTraining;

NDManager manager = NDManager.newBaseManager();
NDArray points = manager.randomUniform(-1, 1, new Shape(3200, 2));
NDArray half = points.get(":,0").add(points.get(":,1")).gt(0).toType(DataType.FLOAT32, false);
var data = new ArrayDataset.Builder().setData(points).optLabels(half).setSampling(32, true).build();
var net = new SequentialBlock().add(Linear.builder().setUnits(16).build()).add(Activation.reluBlock())
        .add(Linear.builder().setUnits(2).build());
var config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss()).addEvaluator(new Accuracy())
        .addTrainingListeners(TrainingListener.Defaults.basic())
        .addTrainingListeners(new DjlTraining(Cellwatch.training("halves"), 4));
try (Model model = Model.newInstance("halves")) {
    model.setBlock(net);
    try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(32, 2));
        EasyTrain.fit(trainer, 4, data, data);
    }
}
"""


def test_a_djl_training_is_followed_by_one_line_in_its_configuration(tmp_path):
    with Session(env=djl_environment(tmp_path)) as kernel:
        bring_djl(kernel, tmp_path)
        plot = kernel.run("%training next --interval 0.25")
        trained = kernel.run(DJL_TRAINING, 120)
        assert trained.error() is None, trained.text()
        kernel.until(lambda: plot.updates() and "over after" in shown(plot.updates()[-1]))
        last = plot.updates()[-1]
        assert "halves" in shown(last) and "epoch 4 of 4" in shown(last) and "validation 0." in shown(last)
        assert titles(last)[:5] == ["loss", "accuracy", "batch ms", "samples/s", "GPU %"]


DL4J_TRAINING = """
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.*;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import dev.cellwatch.dl4j.Dl4jTraining;

var points = Nd4j.rand(320, 2);
var halves = Nd4j.create(320, 2);
for (int i = 0; i < 320; i++) {
    halves.putScalar(i, points.getDouble(i, 0) + points.getDouble(i, 1) > 1 ? 1 : 0, 1);
}
var net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder().updater(new Adam(0.05)).list()
        .layer(new DenseLayer.Builder().nIn(2).nOut(8).activation(Activation.RELU).build())
        .layer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(8).nOut(2).activation(Activation.SOFTMAX).build())
        .build());
net.init();
try (var run = Cellwatch.training("dl4j")) {
    net.addListeners(new Dl4jTraining(run, 3));
    net.fit(new ListDataSetIterator<>(new DataSet(points, halves).asList(), 32), 3);
}
"""


def test_a_dl4j_training_is_followed_beside_the_oshi_and_jackson_that_it_brings(tmp_path):
    with Session() as kernel:
        bring_dl4j(kernel, tmp_path)
        plot = kernel.run("%training next --interval 0.25")
        trained = kernel.run(DL4J_TRAINING, 120)
        assert trained.error() is None, trained.text()
        kernel.until(lambda: plot.updates() and "over after" in shown(plot.updates()[-1]))
        last = plot.updates()[-1]
        assert "dl4j" in shown(last) and "epoch 3 of 3" in shown(last), shown(last)
        assert titles(last)[0] == "loss"
        assert re.search(r"dl4j .* over, epoch 3 of 3 .* 30 ", kernel.run("%training list").text())
        assert "CPU" in kernel.run("%system").text()
