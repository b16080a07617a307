"""Spans of a real kernel at a real receiver, over the wire."""

import json
import re
import socket
from pathlib import Path

import pytest
from kernel_session import MODULE, Session
from otlp_receiver import Receiver, tree
from test_kernel_endpoint import TOKEN, ask, target
from test_kernel_logs import records
from test_kernel_metrics import OPEN_METRICS, SERVE, scrape

NOTEBOOK = MODULE.parent / "notebooks" / "03-traces.ipynb"
TRACE, PARENT = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
WORK = """
try (var run = Cellwatch.training("mnist")) {
    for (int epoch = 1; epoch <= 2; epoch++) {
        run.epoch(epoch, 2);
        try (var batch = run.batch()) { Thread.sleep(20); }
    }
}
try (var group = Cellwatch.span(SpanName.INFERENCE)) {
    group.attribute("batch_size", 4);
    try (var step = Cellwatch.span(SpanName.FORWARD_PASS)) {
        step.event("warmed up");
        step.failed(new IllegalStateException("no memory"));
    }
}
"""


@pytest.mark.parametrize(("version", "protocol"), [("1.0a8", "grpc"), ("1.0a6", "grpc"), ("1.0a8", "http/protobuf")])
def test_a_cell_a_run_and_steps_of_ones_own_arrive_with_their_parents(version, protocol):
    with Receiver(protocol) as receiver, Session(version, env=receiver.environment) as kernel:
        assert kernel.run(WORK).error() is None
        assert tree(receiver.until(has("cell 1")), receiver.named("cell 1")) == (
            "cell 1",
            [
                ("Inference", [("Forward Pass", [])]),
                ("training mnist", [("epoch 1", [("batch", [])]), ("epoch 2", [("batch", [])])]),
            ],
        )
        group, step = receiver.named("Inference"), receiver.named("Forward Pass")
        assert group.attributes == {"batch_size": 4} and not group.failed
        assert step.failed and "warmed up" in step.events
        assert receiver.named("batch").seconds >= 0.02
        assert group.resource["service.name"] == "java-notebook"


def test_over_tls_and_packed_they_arrive_too(tmp_path):
    packed = {"OTEL_EXPORTER_OTLP_COMPRESSION": "gzip"}
    with Receiver(certified_in=tmp_path) as receiver, Session(env={**packed, **receiver.environment}) as kernel:
        assert kernel.run('Cellwatch.span("Forward Pass").close();').error() is None
        assert receiver.named("Forward Pass")


def has(*names):
    return lambda spans: set(names) <= {span.name for span in spans}


def test_a_cell_tells_how_it_ended_and_never_its_code():
    env = {"JPY_SESSION_NAME": "/home/ada/digits.ipynb", "OTEL_SERVICE_NAME": "digits"}
    with Receiver() as receiver, Session(env={**env, **receiver.environment}) as kernel:
        kernel.run('throw new IllegalStateException("hunter2");')
        kernel.run("int broken = ;")
        kernel.run('var fine = "hunter2";')
        spans = [receiver.named(f"cell {number}") for number in (1, 2, 3)]
        assert [span.failed for span in spans] == [True, True, False]
        assert "hunter2" not in str(receiver.spans) and "broken" not in str(receiver.spans)
        assert len({span.trace for span in spans}) == 3 and not any(span.parent for span in spans)
        assert spans[0].resource["service.name"] == "digits"
        about = {"notebook": "/home/ada/digits.ipynb", "execution_count": 1, "outcome": "failed"}
        assert spans[0].attributes == {**about, "exception": "java.lang.IllegalStateException"}
        assert spans[2].attributes == {**about, "execution_count": 3, "outcome": "ok"}


def test_a_fast_training_sends_some_of_its_batches():
    with Receiver() as receiver, Session(env=receiver.environment) as kernel:
        many = 'var run = Cellwatch.training("fast"); for (int i = 0; i < 5_000; i++) { try (var batch = run.batch()) {} }'
        assert kernel.run(f"{many} run.close();").error() is None
        receiver.named("cell 1")
        sent = [span.attributes["batch"] for span in receiver.spans if span.name == "batch"]
        assert sent[:10] == list(range(1, 11)) and len(sent) < 500, sent
        assert receiver.named("training fast").attributes["batches"] == 5_000


def test_a_notebooks_own_opentelemetry_lives_beside_it():
    with Receiver() as receiver, Session(env=receiver.environment) as kernel:
        assert kernel.run("%maven io.opentelemetry:opentelemetry-sdk:1.40.0", 180).error() is None
        kernel.run('var theirs = io.opentelemetry.sdk.trace.SdkTracerProvider.builder().build().get("theirs");')
        kernel.run('var span = theirs.spanBuilder("a span of theirs").startSpan();')
        kernel.run('try (var ours = Cellwatch.span("a span of ours")) { span.end(); }')
        assert kernel.run("span.getSpanContext().isValid()").result() == "true"
        assert receiver.named("a span of ours").parent == receiver.named("cell 4").id
        assert all(span.name != "a span of theirs" for span in receiver.spans)


def test_what_the_kernel_is_a_part_of_is_the_parent_of_all_and_goes_on_with_its_requests():
    env = {"TRACEPARENT": f"00-{TRACE}-{PARENT}-01", "TRACESTATE": "vendor=1", "BAGGAGE": "user=ada"}
    with Receiver() as receiver, Session(env={**env, **receiver.environment}) as kernel:
        headers = kernel.run('try (var step = Cellwatch.span("call")) { System.out.println(Cellwatch.traceHeaders()); }')
        call, cell = receiver.named("call"), receiver.named("cell 1")
        assert (cell.trace, cell.parent, call.parent) == (TRACE, PARENT, cell.id)
        assert f"traceparent=00-{TRACE}-{call.id}-01" in headers.printed()
        assert "tracestate=vendor=1" in headers.printed() and "baggage=user=ada" in headers.printed()


def test_a_trace_that_its_beginner_does_not_sample_is_not_sent():
    env = {"TRACEPARENT": f"00-{TRACE}-{PARENT}-00"}
    with Receiver() as receiver:
        with Session(env={**env, **receiver.environment}) as kernel:
            assert f"00-{TRACE}-" in str(kernel.run('Cellwatch.traceHeaders().get("traceparent")').result())
            end(kernel)
        assert receiver.spans == []


def test_log_and_exemplars_have_the_ids_of_the_spans():
    with Receiver() as receiver, Session(env=receiver.environment) as kernel:
        port = kernel.run(SERVE).result()
        kernel.run(
            'try (var step = Cellwatch.span("load")) {\n'
            '    Cellwatch.log().info("loader", "files read");\n'
            '    Cellwatch.histogram("load_seconds").observe(0.2);\n'
            "}"
        )
        cell, step = receiver.named("cell 2"), receiver.named("load")
        kernel.until(lambda: any(one["message"] == "Cell [2] ended" for one in records(kernel.logs)))
        written = {one["message"]: (one["trace_id"], one["span_id"]) for one in records(kernel.logs)}
        assert written["files read"] == (step.trace, step.id)
        assert written["Cell [2] begins"] == written["Cell [2] ended"] == (cell.trace, cell.id)
        [bucket] = [line for line in scrape(port, OPEN_METRICS).splitlines() if re.match(r"load_seconds_bucket.* # ", line)]
        assert f'trace_id="{step.trace}"' in bucket and f'span_id="{step.id}"' in bucket


@pytest.mark.parametrize("protocol", ["grpc", "http/protobuf"])
def test_a_collector_that_is_not_there_is_said_once_and_found_when_it_comes(protocol, capfd):
    receiver = Receiver(protocol)
    with Session(env={"CELLWATCH_TOKEN": TOKEN, **receiver.environment}) as kernel:
        kernel.run("int one = 1;")
        kernel.until(lambda: trouble(kernel), 60)
        for _ in range(5):
            assert kernel.run('try (var step = Cellwatch.span("step")) { Thread.sleep(200); }').text().strip() == ""
        assert len(trouble(kernel)) == 1, trouble(kernel)
        assert trouble(kernel)[0] in kernel.run("%cellwatch").text()
        [address] = target(kernel)["targets"]
        _, errors = ask(address, "/admin/monitor/errors", TOKEN)
        assert errors.count(json.dumps(trouble(kernel)[0])) == 1, errors
        receiver.start()
        kernel.run('Cellwatch.span("late").close();')
        assert receiver.named("late", 90)
        kernel.until(lambda: len(trouble(kernel)) == 2)
        assert "0 dropped" in kernel.run("%cellwatch").text(), "those that waited were sent, too"
        receiver.stop()
    said = capfd.readouterr()
    assert "opentelemetry" not in said.out + said.err and "Exception" not in said.out + said.err


def end(kernel):
    """Lets the kernel end by itself, however busy the machine is."""
    kernel.manager.shutdown_wait_time = 12  # asked, and told by a signal after half of that: JJava itself stays when it is asked
    kernel.manager.shutdown_kernel()


def trouble(kernel):
    """What the log says of the collector."""
    return [one["message"] for one in records(kernel.logs) if one["component"] == "tracing"]


def test_no_cell_waits_for_a_collector_that_never_answers():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with Session(env={"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{silent.getsockname()[1]}"}) as kernel:
            kernel.run("int first = 1;")
            many = 'for (int i = 0; i < 20_000; i++) { try (var step = Cellwatch.span("step")) { step.attribute("i", i); } }'
            assert kernel.run(many, 9).error() is None, "an export may take 10 s"
            for _ in range(10):
                assert kernel.run("1 + 1", 9).result() == "2"


def test_what_the_last_cell_did_is_sent_before_the_kernel_ends():
    with Receiver() as receiver, Session(env=receiver.environment) as kernel:
        kernel.run("int first = 1;")
        receiver.named("cell 1")  # what sends is loaded, which takes longer than an end may on a busy machine
        kernel.run('Cellwatch.span("last words").close();')
        end(kernel)
        assert receiver.named("cell 2", 5).id == receiver.named("last words", 5).parent


def test_nothing_of_it_is_loaded_or_runs_where_no_collector_is_named(tmp_path):
    loaded = tmp_path / "classes.log"
    with Session(env={"JAVA_TOOL_OPTIONS": f"-Xlog:class+load:file={loaded}"}) as kernel:
        assert kernel.run(WORK).error() is None
        assert kernel.run("Cellwatch.traceHeaders()").result() == "{}"
        threads = kernel.run("Thread.getAllStackTraces().keySet().toString()").result()
        assert "trace" not in threads and "otel" not in threads and "kHttp" not in threads, threads
        assert "dev.cellwatch.monitor.Monitor " in loaded.read_text()
        assert "opentelemetry" not in loaded.read_text() and "okhttp" not in loaded.read_text()


def test_a_kernel_that_runs_hears_of_a_collector_by_a_file():
    with Receiver() as receiver, Session() as kernel:
        kernel.run("int before = 1;")
        (Path(kernel.state) / "environment.json").write_text(json.dumps(receiver.environment))
        kernel.run("int after = 2;")
        assert receiver.named("cell 2") and receiver.spans[0].name == "cell 2"


def test_a_variable_of_the_kernels_own_comes_before_the_file():
    with Receiver() as receiver, Session(env={"OTEL_TRACES_EXPORTER": "none"}) as kernel:
        (Path(kernel.state) / "environment.json").write_text(json.dumps(receiver.environment))
        kernel.run("int one = 1;")
        end(kernel)
        assert receiver.spans == []


STEPS = {
    "Request Processing": ["Authentication & Authorization", "HTTP Request Handling", "Input Validation"],
    "Model Operations": ["Batch Processing", "CUDA Initialization", "Memory Allocation", "Model Loading"],
    "Inference": ["Forward Pass", "GPU Kernel Execution", "Memory Management", "Tokenization"],
    "Response Generation": ["Error Handling", "Output Processing", "Response Formatting"],
}


def test_the_example_notebook_has_all_steps_of_a_service_in_one_tree():
    with Receiver() as receiver, Session(env=receiver.environment) as kernel:
        shown = {name: kernel.run(code, 120) for name, code in notebook_cells()}
        assert [cell.error() for cell in shown.values()] == [None] * len(shown)
        number = list(shown).index("first") + 1
        receiver.named(f"cell {len(shown)}")
        groups = sorted((group, [(step, []) for step in steps]) for group, steps in STEPS.items())
        request = ("inference languages", [("POST /languages", groups)])
        assert tree(receiver.spans, receiver.named(f"cell {number}")) == (f"cell {number}", [request])
        printed = shown["first"].printed()
        for name in [*STEPS, *(step for steps in STEPS.values() for step in steps)]:
            assert re.search(rf"^ +{re.escape(name)} +\d+\.\d{{3}} ms ", printed, re.MULTILINE), printed
        refused = [span.name for span in receiver.spans if span.failed]
        assert sorted(refused) == ["Authentication & Authorization", "POST /languages", "inference languages"]
        assert "trace " + receiver.named("cell 1").trace in shown["tracing"].printed()


def notebook_cells():
    cells = json.loads(NOTEBOOK.read_text())["cells"]
    return [(cell["id"], "".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]
