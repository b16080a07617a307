"""What a reviewer would object to in the stack, and what the programs' own checkers say of their configuration."""

import json
import os
import re
import shutil
import subprocess

import pytest
import yaml
from rendered import DOCKER, OVERLAYS, has_plugin, stack, versions

MONITORING = DOCKER / "monitoring"
#: Why each may do what the others may not is in docs/adr/0016.
ON_THE_HOSTS_NETWORK = {"node-exporter", "hostrelay"}
IN_THE_HOSTS_PROCESSES = {"node-exporter", "process-exporter"}
WITH_THE_ENGINES_SOCKET = {"socket-proxy"}
WITH_CAPABILITIES = {
    "cadvisor": ["SYS_PTRACE"],
    "process-exporter": ["SYS_PTRACE", "DAC_READ_SEARCH"],
    "alloy": ["DAC_READ_SEARCH"],
}
ROOTS = {"cadvisor", "socket-proxy", "process-exporter", "alloy"}
THAT_WRITE_INTO_THEIR_IMAGE = {"grafana", "research"}
WITHOUT_A_PROBE = {"process-exporter", "dcgm-exporter", "alloy"}


@pytest.fixture(params=[None, *OVERLAYS], ids=lambda overlay: overlay or "plain")
def rendered(request):
    if request.param and not has_plugin():
        if os.environ.get("CI") == "true":
            pytest.fail("the compose plugin is missing")
        pytest.skip("the compose plugin is not there, which alone can add an overlay")
    return stack(request.param)


def services(rendered):
    return rendered["services"].items()


def test_every_port_is_open_to_this_machine_alone(rendered):
    ports = [port for _, service in services(rendered) for port in service.get("ports", [])]
    assert len(ports) >= 5
    assert {port["host_ip"] for port in ports} == {"127.0.0.1"}


def test_exporters_logs_and_alerts_have_no_port(rendered):
    open_ones = {name for name, service in services(rendered) if service.get("ports")}
    assert open_ones - {"research"} == {"prometheus", "grafana", "jaeger"}


def test_nothing_is_privileged_and_rights_are_those_that_were_argued(rendered):
    for name, service in services(rendered):
        assert not service.get("privileged"), name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service.get("cap_add", []) == WITH_CAPABILITIES.get(name, []), name
        assert not service.get("ipc") and not service.get("userns_mode"), name
        assert service.get("network_mode") in ({"host", None} if name in ON_THE_HOSTS_NETWORK else {None}), name
        assert service.get("pid") in ({"host", None} if name in IN_THE_HOSTS_PROCESSES else {None}), name


def test_no_proxy_of_the_user_stands_between_them(rendered):
    for name, service in services(rendered):
        if name != "research":  # notebooks may want it
            for variable in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
                assert service["environment"][variable] == "", f"{name}: {variable}"


def test_who_is_root_was_argued(rendered):
    assert {name for name, service in services(rendered) if service["user"].split(":")[0] == "0"} == ROOTS


def test_what_runs_cannot_change_what_it_runs_from(rendered):
    writable = {name for name, service in services(rendered) if not service.get("read_only")}
    assert writable <= THAT_WRITE_INTO_THEIR_IMAGE


def test_every_image_has_a_fixed_tag_and_stands_in_the_one_file(rendered):
    known = set(versions().values())
    for name, service in services(rendered):
        if "build" in service:
            assert service["build"]["args"]["RESEARCH_BASE_IMAGE"] in known
            continue
        assert service["image"] in known, name
    for image in known:
        assert re.fullmatch(r"[a-z0-9.]+/[a-z0-9/_-]+:[\w.-]*\d[\w.-]*(@sha256:[0-9a-f]{64})?", image), image


@pytest.mark.parametrize(
    "image, oldest",
    {
        "PROMETHEUS": "2.48.0",
        "GRAFANA": "10.2.0",
        "LOKI": "2.9.0",
        "JAEGER": "1.50.0",
        "DCGM_EXPORTER": "3.1.7",
        "NODE_EXPORTER": "1.7.0",
        "ALERTMANAGER": "0.26.0",
    }.items(),
)
def test_no_version_is_older_than_it_was_asked_for(image, oldest):
    named = re.search(rf"^{image}_IMAGE=\S+?:v?([\d.]+)", (DOCKER / "versions.env").read_text(), re.MULTILINE)[1]
    assert [int(part) for part in named.split(".")] >= [int(part) for part in oldest.split(".")]


def test_no_image_is_named_elsewhere():
    for file in DOCKER.glob("compose*.yaml"):
        for image in re.findall(r"^\s*image:\s*(\S+)", file.read_text(), re.M):
            assert re.fullmatch(r"\$\{[A-Z_]+_IMAGE:(\?|-cellwatch-research:local)\}", image), f"{file.name}: {image}"


def test_the_engines_socket_is_where_it_was_argued_and_nowhere_else(rendered):
    holders = {
        name
        for name, service in services(rendered)
        for mount in service.get("volumes", [])
        if mount["source"].endswith(".sock")
    }
    assert holders == WITH_THE_ENGINES_SOCKET
    assert list(rendered["services"]["socket-proxy"]["networks"]) == ["sock"]
    assert {name for name, one in services(rendered) if "sock" in one.get("networks", {})} == {
        "socket-proxy",
        "cadvisor",
    }


def test_what_is_the_hosts_is_only_read(rendered):
    for name, service in services(rendered):
        if name == "research":
            continue  # the notebooks, their targets and their logs are its own
        for mount in service.get("volumes", []):
            assert mount["type"] == "volume" or mount.get("read_only"), f"{name}: {mount['source']}"
            assert mount["source"] != "/" or name == "node-exporter"
            assert not re.search(r"\.(ya?ml|json|conf|csv)$", mount["source"]), f"{name} would not see a new file"


def test_every_service_has_limits_and_its_log_does_not_grow(rendered):
    for name, service in services(rendered):
        logging = service["logging"]
        assert logging["driver"] == "json-file", name
        assert logging["options"] == {"max-size": "100m", "max-file": "3"}, name
        limits = service["deploy"]["resources"]["limits"]
        assert set(limits) >= ({"pids"} if name == "research" else {"pids", "memory", "cpus"}), name


def test_every_service_that_can_be_asked_is_asked(rendered):
    assert {name for name, service in services(rendered) if "healthcheck" not in service} == WITHOUT_A_PROBE


def test_notebooks_reach_neither_dashboards_nor_alerts_nor_logs(rendered):
    on = {name: set(service.get("networks", {})) for name, service in services(rendered)}
    assert {name for name, networks in on.items() if "lab" in networks} - {"research"} == {"prometheus", "jaeger"}
    assert on.get("research", {"lab"}) == {"lab"}
    assert rendered["networks"]["mon"]["internal"] and rendered["networks"]["sock"]["internal"]
    assert "jaeger-collector" in rendered["services"]["jaeger"]["networks"]["lab"]["aliases"]


def test_no_service_waits_for_one_that_may_be_left_out(rendered):
    assert not [name for name, service in services(rendered) if service.get("depends_on")]
    assert not [name for name, service in services(rendered) if service.get("container_name")]
    assert not any("version:" in line[:8] for file in DOCKER.glob("compose*.yaml") for line in open(file))


def test_no_secret_stands_in_an_environment_or_a_command(rendered):
    for name, service in services(rendered):
        for key in service.get("environment") or {}:
            assert not re.search("PASSWORD|TOKEN|SECRET|KEY", key) or key.endswith("_FILE"), f"{name}: {key}"
    for secret in rendered["secrets"].values():
        assert secret["file"].startswith("/stack/state/secrets/")


def test_grafana_lets_nobody_in_without_a_password_and_calls_nobody(rendered):
    settings = rendered["services"]["grafana"]["environment"]
    assert settings["GF_AUTH_ANONYMOUS_ENABLED"] == settings["GF_USERS_ALLOW_SIGN_UP"] == "false"
    assert settings["GF_ANALYTICS_REPORTING_ENABLED"] == settings["GF_ANALYTICS_CHECK_FOR_UPDATES"] == "false"
    assert settings["GF_SECURITY_ADMIN_PASSWORD__FILE"] == "/run/secrets/grafana_password"


def test_prometheus_keeps_15_days_and_opens_nothing_that_changes_it(rendered):
    command = rendered["services"]["prometheus"]["command"]
    assert "--storage.tsdb.retention.time=15d" in command
    assert not [one for one in command if "lifecycle" in one or "admin" in one or "receiver" in one]


def test_gpus_are_asked_for_by_an_overlay_alone():
    assert "devices" not in json.dumps(stack()["services"]["dcgm-exporter"])
    if has_plugin():
        device = stack("gpu")["services"]["dcgm-exporter"]["deploy"]["resources"]["reservations"]["devices"][0]
        assert (device["driver"], device["capabilities"]) == ("nvidia", ["gpu"])
        assert stack("gpu-cdi")["services"]["dcgm-exporter"]["devices"]
    counters = (MONITORING / "dcgm/counters.csv").read_text()
    assert not re.search("^DCGM_FI_PROF", counters, re.M), "these want SYS_ADMIN"


# --- the files of each service ---


def checked(*command):
    if not shutil.which(command[0]) and os.environ.get("CI") != "true":
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_promtool_finds_nothing_in_prometheus_configuration():
    checked("promtool", "check", "config", "--syntax-only", MONITORING / "prometheus/prometheus.yml")


def test_promtool_finds_nothing_in_the_rules():
    rules = [MONITORING / "prometheus/temperature.rules.yml", *sorted((MONITORING / "prometheus/rules").iterdir())]
    assert len(rules) > 1 and {file.suffix for file in rules} == {".yml"}
    checked("promtool", "check", "rules", *rules)


@pytest.mark.parametrize(
    "name, value", [("CELLWATCH_HOST", "a b"), ("CELLWATCH_ALERT_TEMPERATURE", "90C"), ("CELLWATCH_ALERT_TEMPERATURE", "-1")]
)
def test_prometheus_is_not_started_with_what_would_spoil_its_files(name, value):
    env = {"CELLWATCH_HOST": "lab-1", "PATH": os.environ["PATH"], name: value}
    done = subprocess.run(["sh", MONITORING / "prometheus/start.sh"], env=env, capture_output=True, text=True)
    assert done.returncode == 2 and done.stderr.startswith(f"{name} is no ") and value in done.stderr


def test_amtool_finds_nothing_in_alertmanagers_configuration():
    checked("amtool", "check-config", MONITORING / "alertmanager/alertmanager.yml")


def test_jobs_intervals_and_the_hosts_name_are_as_documented():
    whole = yaml.safe_load((MONITORING / "prometheus/prometheus.yml").read_text())
    assert whole["global"]["scrape_interval"] == whole["global"]["evaluation_interval"] == "15s"
    assert set(whole["global"]["external_labels"]) == {"cluster", "host"}
    assert whole["rule_files"] == ["rules/*.yml", "/targets/stack/temperature.rules.yml"]
    jobs = [job["job_name"] for job in whole["scrape_configs"]]
    assert jobs == "prometheus node gpu process cadvisor research training kernels services".split()
    page = (DOCKER.parent / "docs/prometheus.md").read_text()
    assert not [job for job in jobs if f"`{job}`" not in page]


def test_loki_keeps_15_days_and_calls_nobody():
    whole = yaml.safe_load((MONITORING / "loki/loki.yaml").read_text())
    assert whole["limits_config"]["retention_period"] == "360h"
    assert whole["compactor"]["retention_enabled"] and whole["compactor"]["delete_request_store"]
    assert whole["analytics"]["reporting_enabled"] is False


def test_the_log_goes_by_file_with_its_component_as_a_label():
    text = (MONITORING / "alloy/config.alloy").read_text()
    assert "loki.source.file" in text and "docker" not in text
    assert re.search(r"stage\.labels \{\s*values = \{component", text)


def test_data_sources_are_fixed_and_lead_from_a_number_to_its_trace_and_log():
    whole = yaml.safe_load((MONITORING / "grafana/provisioning/datasources/cellwatch.yaml").read_text())
    sources = {source["uid"]: source for source in whole["datasources"]}
    assert set(sources) == {"prometheus", "alertmanager", "loki", "jaeger"}
    assert not any(source["editable"] for source in sources.values())
    assert sources["prometheus"]["jsonData"]["exemplarTraceIdDestinations"][0]["datasourceUid"] == "jaeger"
    assert sources["loki"]["jsonData"]["derivedFields"][0]["datasourceUid"] == "jaeger"
    assert sources["jaeger"]["jsonData"]["tracesToLogsV2"]["datasourceUid"] == "loki"
    known = set(stack()["services"])
    assert all(re.match(r"http://([\w-]+):", source["url"]).group(1) in known for source in sources.values())


def test_dashboards_are_provided_from_where_compose_puts_them():
    whole = yaml.safe_load((MONITORING / "grafana/provisioning/dashboards/cellwatch.yaml").read_text())
    provider = whole["providers"][0]
    mounts = [mount["target"] for mount in stack()["services"]["grafana"]["volumes"]]
    assert provider["options"]["path"] in mounts
    assert provider["disableDeletion"] and not provider["allowUiUpdates"]
