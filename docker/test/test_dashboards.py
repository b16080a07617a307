"""Dashboards without Grafana: their form, their expressions, and that every name in them is told by somebody."""

import itertools
import json
import os
import pathlib
import re
import shutil
import subprocess

import pytest
import yaml
from rendered import DOCKER

FILES = sorted((DOCKER / "monitoring/grafana/dashboards").glob("*.json"))
KINDS = {"timeseries", "stat", "gauge", "bargauge", "table", "logs", "row", "text", "state-timeline", "heatmap"}
KINDS |= {"traces", "alertlist"}
BUILT_IN = {"__rate_interval", "__interval", "__range", "__all"}
WORDS = set(
    "by without on ignoring group_left group_right or and unless bool offset sum min max avg count topk bottomk rate "
    "increase irate delta deriv changes histogram_quantile label_replace label_join clamp_max clamp_min abs time "
    "vector scalar absent quantile stddev count_values avg_over_time max_over_time min_over_time sum_over_time".split()
)


@pytest.fixture(params=FILES, ids=lambda file: file.stem)
def dashboard(request):
    return json.loads(request.param.read_text())


def panels(dashboard):
    for panel in dashboard["panels"]:
        yield panel
        yield from panel.get("panels", [])


def drawn(dashboard):
    return [panel for panel in panels(dashboard) if panel["type"] != "row"]


def expressions(dashboard):
    """Those in Prometheus's language: of panels and of annotations."""
    for panel in drawn(dashboard):
        if panel["datasource"]["type"] == "prometheus":
            yield from (target["expr"] for target in panel["targets"])
    yield from (one["expr"] for one in dashboard["annotations"]["list"] if "expr" in one)


def test_it_is_in_the_form_that_every_grafana_since_11_reads(dashboard):
    assert dashboard["id"] is None and dashboard["editable"] is False
    assert 41 <= dashboard["schemaVersion"] <= 42
    assert re.fullmatch(r"[a-z0-9-]{1,40}", dashboard["uid"])
    assert "__inputs" not in dashboard and "DS_PROMETHEUS" not in json.dumps(dashboard)
    assert {panel["type"] for panel in panels(dashboard)} <= KINDS
    ids = [panel["id"] for panel in panels(dashboard)]
    assert len(ids) == len(set(ids))


def test_a_batch_leads_to_its_trace_and_that_to_its_log():
    dashboard = json.loads((DOCKER / "monitoring/grafana/dashboards/research.json").read_text())
    shown = [target["expr"] for panel in drawn(dashboard) for target in panel["targets"] if target.get("exemplar")]
    assert shown and all("training_batch_seconds_bucket" in expr for expr in shown), "the histogram with trace ids"
    sources = yaml.safe_load((DOCKER / "monitoring/grafana/provisioning/datasources/cellwatch.yaml").read_text())
    settings = {one["uid"]: one.get("jsonData", {}) for one in sources["datasources"]}
    assert settings["prometheus"]["exemplarTraceIdDestinations"] == [{"name": "trace_id", "datasourceUid": "jaeger"}]
    assert settings["jaeger"]["tracesToLogsV2"]["datasourceUid"] == "loki"
    assert settings["loki"]["derivedFields"][0]["datasourceUid"] == "jaeger"


def test_uids_and_titles_are_unique():
    read = [json.loads(file.read_text()) for file in FILES]
    assert len({one["uid"] for one in read}) == len({one["title"] for one in read}) == len(read) > 0


def test_every_panel_says_what_it_shows_and_in_which_unit(dashboard):
    for panel in drawn(dashboard):
        assert panel["title"] and panel["description"].endswith("."), panel["title"]
        assert panel["fieldConfig"]["defaults"]["unit"], panel["title"]
        assert panel["targets"] or panel["type"] == "text", panel["title"]
        source = panel["datasource"]
        assert source in ({"type": "prometheus", "uid": "${datasource}"}, {"type": "loki", "uid": "loki"})


def test_no_panel_covers_another(dashboard):
    places = [panel["gridPos"] for panel in panels(dashboard)]
    assert all(one["x"] + one["w"] <= 24 for one in places)
    for one, other in itertools.combinations(places, 2):
        apart = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        below = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert apart or below, f"{one} and {other}"


def test_every_variable_is_declared_and_asks_again_when_the_time_changes(dashboard):
    declared = {one["name"]: one for one in dashboard["templating"]["list"]}
    used = set(re.findall(r"\$\{?([A-Za-z_]\w*)", json.dumps(dashboard)))
    assert used - BUILT_IN <= set(declared)
    for one in declared.values():
        if one["type"] == "query":
            assert one["refresh"] == 2 and one["allValue"] == ".*" and one["multi"]
    assert declared["datasource"]["type"] == "datasource"


def test_a_host_without_a_gpu_is_told_so(dashboard):
    for panel in drawn(dashboard):
        if any("nvidia_gpu" in target["expr"] for target in panel["targets"]):
            assert panel["fieldConfig"]["defaults"]["noValue"] == "no GPU on this host", panel["title"]


def test_a_gpu_is_one_line_however_many_kernels_see_it(dashboard):
    for expression in expressions(dashboard):
        for found in re.finditer(r"nvidia_gpu_\w+", expression):
            assert re.search(r"max by \(host, uuid\) \($", expression[: found.start()]), expression


def test_promtool_reads_every_expression(dashboard, tmp_path):
    if not shutil.which("promtool") and os.environ.get("CI") != "true":
        pytest.skip("promtool is not installed (prometheus)")
    rules = [
        {"record": f"panel:{number}", "expr": re.sub(r"\$(host|notebook|kernel|job)", ".*", one.replace("$__rate_interval", "1m"))}
        for number, one in enumerate(expressions(dashboard))
    ]  # fmt: skip
    (tmp_path / "rules.yml").write_text(yaml.safe_dump({"groups": [{"name": "panels", "rules": rules}]}))
    done = subprocess.run(["promtool", "check", "rules", tmp_path / "rules.yml"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_name_is_told_by_us_or_by_an_exporter(dashboard):
    known = ours() | set((pathlib.Path(__file__).parent / "exporter-metrics.txt").read_text().split())
    for expression in expressions(dashboard):
        assert names(expression) <= known, f"{names(expression) - known} in {expression}"


def ours():
    text = (DOCKER.parent / "docs/metrics.md").read_text()
    told = set(re.findall(r"`([a-z]\w+)[`{]", text))
    histograms = re.findall(r"`([a-z]\w+)` \| histogram", text)
    summaries = re.findall(r"`([a-z]\w+)` \| summary", text)
    parts = {f"{name}_{part}" for name in histograms for part in ("bucket", "sum", "count")}
    return told | parts | {f"{name}_{part}" for name in summaries for part in ("sum", "count")}


def names(expression):
    bare = re.sub(r'"[^"]*"|\{[^}]*\}|\[[^\]]*\]|\$\w+', " ", expression)
    bare = re.sub(r"\b(by|on|without|ignoring|group_left|group_right)\s*\([^)]*\)", " ", bare)
    return set(re.findall(r"[A-Za-z_]\w*", bare)) - WORDS
