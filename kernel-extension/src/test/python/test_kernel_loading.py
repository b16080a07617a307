"""How the extension comes into a kernel, and what it leaves alone there."""

import os
import unittest

import jupyter_kernel_test
import pytest
from conftest import VERSIONS
from kernel_session import JAR, Session, shown

OTHERS = [
    "net.java.dev.jna:jna:5.13.0",
    "com.fasterxml.jackson.core:jackson-databind:2.15.2",
    "info.picocli:picocli:4.6.3",
    "io.prometheus:simpleclient:0.16.0",
    "org.apache.commons:commons-math3:3.5",
    "it.unimi.dsi:fastutil:8.5.15",
    "com.ibm.icu:icu4j:74.2",
    "tech.tablesaw:tablesaw-core:0.43.1",  # brings some of those above in other versions
]
USE_OTHERS = {
    "com.sun.jna.Native.POINTER_SIZE": "8",
    'new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(java.util.Map.of("a", 1))': '{"a":1}',
    "com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString()": "2.15.2",
    "picocli.CommandLine.VERSION": "4.6.3",
    'io.prometheus.client.Counter.build("a", "b").register().get()': "0.0",
    'tech.tablesaw.api.Table.read().csv(new java.io.StringReader("a,b\\n1,2\\n")).rowCount()': "1",
    "org.apache.commons.math3.stat.StatUtils.mean(new double[] {1, 3})": "2.0",
    # not among the classes that come with Tablesaw, but made of some that do
    "new it.unimi.dsi.fastutil.objects.Object2ByteAVLTreeMap<String>().size()": "0",
    "com.ibm.icu.util.VersionInfo.ICU_VERSION.getMajor()": "74",
}


def test_magics_and_the_facade_are_there_from_the_start(kernel):
    assert "Usage: %live_monitor" in kernel.run("%live_monitor --help").text()
    assert kernel.run("Cellwatch.class.getName()").result() == "dev.cellwatch.Cellwatch"


@pytest.mark.skipif("CELLWATCH_NEWEST_JDK" not in os.environ, reason="bin/check names one, and misses it where none is")
def test_on_the_newest_jdk_it_works_and_says_nothing_of_native_access():
    jdk = os.environ["CELLWATCH_NEWEST_JDK"]
    env = {"PATH": f"{jdk}/bin:{os.environ['PATH']}", "JAVA_HOME": jdk}
    with Session(env={**env, "JJAVA_JVM_OPTS": "--enable-native-access=ALL-UNNAMED"}) as kernel:
        assert int(kernel.run("Runtime.version().feature()").result()) >= 25
        for magic in ["%gpu", "%system", "%processes", "%training list", "%cellwatch"]:
            cell = kernel.run(magic)
            assert (len(cell.displays()), cell.printed(), cell.error()) == (1, "", None), magic
        plot = kernel.run("%live_monitor 1 3")
        kernel.until(lambda: plot.updates() and "over after" in shown(plot.updates()[-1]))
        assert (len(plot.updates()) >= 3, plot.printed()) == (True, "")


def test_a_startup_script_can_use_the_facade():
    script = "String facade = Cellwatch.class.getName(); int kept = 41;"
    with Session(env={"JJAVA_STARTUP_SCRIPT": script}) as kernel:
        assert kernel.run("facade + (kept + 1)").result() == "dev.cellwatch.Cellwatch42"


def test_a_table_is_the_users_own_table(kernel):
    cell = kernel.run(
        'import tech.tablesaw.api.*;\nTable.read().csv(new java.io.StringReader("a,b\\n1,2\\n3,4\\n")).rowCount()'
    )
    assert (cell.result(), cell.printed()) == ("2", "")


def test_a_figure_can_be_had_to_go_on_with(kernel):
    figure = "Cellwatch.figure(java.time.Duration.ofMinutes(1))"
    assert kernel.run(f"{figure}.getClass().getName()").result() == "tech.tablesaw.plotly.components.Figure"


@pytest.mark.parametrize("version", VERSIONS)
def test_a_running_kernel_takes_it_by_classpath_and_uses_it_in_the_same_cell(version):
    with Session(version, jar=None) as kernel:
        kernel.run("int kept = 41;")
        cell = kernel.run(f"%classpath {JAR}\n%live_monitor 1 0 --show jvm\nkept + 1")
        assert (cell.result(), cell.error()) == ("42", None)
        assert len(cell.displays()) == 1
        following = kernel.run("Cellwatch.class.getSimpleName()")
        assert (following.result(), following.error()) == ("Cellwatch", None)


@pytest.mark.parametrize("version", VERSIONS)
def test_other_libraries_added_by_maven_go_on_working_and_so_does_it(version):
    with Session(version) as kernel:
        for library in OTHERS:
            assert kernel.run(f"%maven {library}", 180).error() is None
        check_all_work(kernel)


def test_it_gets_along_with_libraries_that_were_there_first():
    with Session(jar=None) as kernel:
        for library in OTHERS:
            kernel.run(f"%maven {library}", 180)
        assert kernel.run(f"%classpath {JAR}").error() is None
        check_all_work(kernel)


def check_all_work(kernel):
    for code, expected in USE_OTHERS.items():
        cell = kernel.run(code)
        assert cell.result() == expected, cell.text()
    cell = kernel.run("%live_monitor 0.5 2 --wait")
    assert cell.error() is None, cell.text()
    shown = cell.updates()[-1]["content"]["data"]["text/plain"]
    assert "GPU 0" in shown and "CPU" in shown and "heap" in shown and "over after" in shown, shown


class Protocol(jupyter_kernel_test.KernelTests):
    """What any kernel has to do. Run twice below; by itself it would judge JJava and not Cellwatch."""

    __test__ = False
    kernel_name = "java"
    language_name = "java"
    code_hello_world = 'System.out.println("hello, world")'
    code_stderr = 'System.err.println("oops")'
    completion_samples = [{"text": "System.out.printl", "matches": {"println("}}, {"text": "%maven "}]
    complete_code_samples = ["int x = 1;"]
    incomplete_code_samples = ["for (int i = 0; i < 3; i++) {"]
    invalid_code_samples = ["}"]
    code_generate_error = "throw new RuntimeException();"
    code_execute_result = [{"code": "1 + 2", "result": "3"}]
    code_display_data = [{"code": 'display("x")', "mime": "text/plain"}]
    code_inspect_sample = "System.out"
    code_history_pattern = "1?2*"


def protocol_results():
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Protocol)
    names = [test.id().split(".")[-1] for test in suite]
    outcome = unittest.TestResult()
    suite.run(outcome)
    bad = {test.id().split(".")[-1]: kind for kind in ("failures", "errors") for test, _ in getattr(outcome, kind)}
    skipped = {test.id().split(".")[-1]: "skipped" for test, _ in outcome.skipped}
    return {name: bad.get(name) or skipped.get(name) or "passed" for name in names}


def test_the_kernel_answers_the_protocol_as_it_does_without(monkeypatch):
    monkeypatch.delenv("JJAVA_CLASSPATH", raising=False)
    without = protocol_results()
    monkeypatch.setitem(os.environ, "JJAVA_CLASSPATH", str(JAR))
    assert protocol_results() == without
    assert list(without.values()).count("passed") >= 8, without
