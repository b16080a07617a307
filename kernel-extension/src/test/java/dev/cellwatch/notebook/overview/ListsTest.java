package dev.cellwatch.notebook.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cellwatch.monitor.host.Container;
import dev.cellwatch.monitor.host.ContainerList;
import dev.cellwatch.monitor.host.HostProcess;
import dev.cellwatch.notebook.display.Bundle;
import dev.cellwatch.notebook.table.Sheet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ListsTest {

    private static final long MIB = 1L << 20;

    @Test
    void processes_read_well_in_a_terminal() {
        List<HostProcess> processes = List.of(
                new HostProcess(
                        4711,
                        "java",
                        "ada",
                        OptionalDouble.of(3.987),
                        0.25,
                        4096 * MIB,
                        "Running",
                        "java -jar train.jar"),
                new HostProcess(99, "sh", "", OptionalDouble.empty(), 0.0001, 2 * MIB, "Zombie", ""));
        assertEquals("""
                 PID  Name  User    CPU   Memory        Status   Command
                4711  java  ada   399 %  4.0 GiB  25 %  Running  java -jar train.jar
                  99  sh    –         –  2.0 MiB   0 %  Zombie

                By CPU and memory together. 100 % CPU is one core busy.""", text(ProcessOverview.of(processes)));
    }

    @Test
    void a_process_cannot_write_into_the_notebook_with_its_name() {
        HostProcess hostile = new HostProcess(
                1,
                "<img src=x onerror=alert(1)>",
                "",
                OptionalDouble.empty(),
                0,
                0,
                "Sleeping",
                "</td><script>x()</script>");
        Object html = ProcessOverview.of(List.of(hostile)).bundle().data().get(Bundle.HTML);
        assertFalse(String.valueOf(html).matches("(?s).*(<img|<script).*"));
    }

    @Test
    void containers_read_well_in_a_terminal() {
        Container running = new Container(
                "grafana",
                "grafana/grafana:11",
                "Running",
                OptionalDouble.of(0.012),
                OptionalLong.of(80 * MIB),
                OptionalLong.of(512 * MIB),
                "127.0.0.1:3000->3000/tcp",
                "3 hours");
        Container exited = new Container(
                "old", "alpine", "Exited", OptionalDouble.empty(), OptionalLong.empty(), OptionalLong.empty(), "", "");
        assertEquals("""
                Name     Status   CPU             Memory  Up       Ports                     Image
                grafana  Running  1 %  80.0 of 512.0 MiB  3 hours  127.0.0.1:3000->3000/tcp  grafana/grafana:11
                old      Exited     –                  –  –        –                         alpine""", text(ContainerOverview.of(new ContainerList(List.of(running, exited), Optional.empty()))));
    }

    @Test
    void no_docker_is_one_sentence() {
        String reason = "There is no docker command here, so there are no containers to show.";
        assertEquals(reason, text(ContainerOverview.of(new ContainerList(List.of(), Optional.of(reason)))));
        assertEquals(
                "Docker has no containers.",
                text(ContainerOverview.of(new ContainerList(List.of(), Optional.empty()))));
    }

    private static String text(Sheet sheet) {
        return String.valueOf(sheet.bundle().data().get(Bundle.TEXT));
    }
}
