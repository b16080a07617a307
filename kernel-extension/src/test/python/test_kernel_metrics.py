"""What a kernel tells a scrape, and the metrics of a notebook's own."""

import os
import re
import shutil
import subprocess
import time
import urllib.request

import pytest
from kernel_session import Session

SERVE = """
var server = com.sun.net.httpserver.HttpServer.create(new java.net.InetSocketAddress("127.0.0.1", 0), 0);
server.createContext("/metrics", Cellwatch.monitor().exposition().handler());
server.start();
server.getAddress().getPort()
"""
OPEN_METRICS = {"Accept": "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5"}


def scrape(port, headers={}):
    with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/metrics", headers=headers)) as answer:
        return answer.read().decode()


def test_a_kernel_tells_all_that_it_measures_and_promtool_has_nothing_against_it(promtool):
    with Session() as kernel:
        port = kernel.run(SERVE).result()
        assert "nvidia_gpu" not in scrape(port), "nobody has asked for readings yet"
        kernel.run("var watching = Cellwatch.monitor().watch(java.time.Duration.ofSeconds(1));")
        kernel.run('var run = Cellwatch.training("mnist"); run.log(1, "loss", 0.5); run.batchTook(0.1);')
        deadline = time.monotonic() + 20
        while "cellwatch_host_cpu_usage_ratio" not in scrape(port) and time.monotonic() < deadline:
            time.sleep(0.2)
        text = scrape(port)
        for line in ['nvidia_gpu_utilization_ratio{gpu="1",', "jvm_memory_used_bytes{", 'training_loss{run="mnist"} 0.5']:
            assert f"\n{line}" in text, text
        assert 'demo="true"' in text and re.search(r"^cellwatch_host_cpu_usage_ratio [01]", text, re.MULTILINE), text
        assert promtool(text) == ["gpu_memory_used_mb metric names should not contain abbreviated units"]
        assert scrape(port, OPEN_METRICS).endswith("# EOF\n")


def test_a_notebooks_metrics_live_beside_a_prometheus_client_of_its_own(promtool):
    with Session() as kernel:
        kernel.run('Cellwatch.counter("before_total").inc();')
        assert kernel.run("%maven io.prometheus:prometheus-metrics-core:1.3.1", 180).error() is None
        theirs = "io.prometheus.metrics.core.metrics.Counter.builder()"
        assert kernel.run(f'var c = {theirs}.name("c").help("h").register(); c.inc(); c.get()').result() == "1.0"
        cell = kernel.run('Cellwatch.counter("images_total", "kind", "cat").inc(2); Cellwatch.summary("s").observe(1);')
        assert cell.error() is None
        kernel.run('try (var request = Cellwatch.inference("llama")) { request.tokens(12); }')
        text = scrape(kernel.run(SERVE).result())
        assert "\nbefore_total 1.0\n" in text and '\nimages_total{kind="cat"} 2.0\n' in text, text
        assert '\ninference_tokens_total{model="llama"} 12.0\n' in text, text
        assert promtool(text) == []


def test_a_mistake_is_told_in_a_sentence():
    with Session() as kernel:
        error = kernel.run('Cellwatch.gauge("jvm_threads")').error()
        assert "A metric cannot be called jvm_threads: names that begin with jvm_ are Cellwatch's own." in str(error)


def test_the_prometheus_client_is_not_loaded_before_it_is_needed(tmp_path):
    loaded = tmp_path / "classes.log"
    with Session(env={"JAVA_TOOL_OPTIONS": f"-Xlog:class+load:file={loaded}"}) as kernel:
        kernel.run("%gpu")
        kernel.run('var run = Cellwatch.training("mnist");')
        assert "dev.cellwatch.monitor.Monitor " in loaded.read_text()
        assert "shaded.prometheus" not in loaded.read_text()
        kernel.run('Cellwatch.counter("images_total").inc();')
        assert "shaded.prometheus" in loaded.read_text()


@pytest.fixture
def promtool():
    def check(text):
        done = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True)
        return (done.stdout + done.stderr).splitlines()

    if not shutil.which("promtool") and os.environ.get("CI") != "true":
        pytest.skip("promtool is not installed (prometheus)")
    return check
