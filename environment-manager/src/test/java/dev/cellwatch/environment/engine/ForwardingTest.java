package dev.cellwatch.environment.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cellwatch.environment.process.Outcome;
import dev.cellwatch.environment.process.ScriptedPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingTest {

    @TempDir
    Path system;

    private final ScriptedPrograms programs = new ScriptedPrograms();

    private Forwarding look() {
        return Forwarding.look(programs, system);
    }

    private void rules(String forward, String dockerUser) {
        programs.answer(forward, "iptables", "-S", "FORWARD").answer(dockerUser, "iptables", "-S", "DOCKER-USER");
    }

    @Test
    void a_filter_that_is_not_there_or_refuses_tells_nothing() {
        assertEquals(Forwarding.UNKNOWN, look());
        programs.answer(new Outcome(4, "", "Permission denied (you must be root)"), "iptables");
        assertEquals(Forwarding.UNKNOWN, look());
    }

    @Test
    void the_policy_of_the_chain_counts_unless_a_last_rule_drops_the_rest() {
        rules("-P FORWARD ACCEPT\n-A FORWARD -j DOCKER-USER\n", "-N DOCKER-USER\n-A DOCKER-USER -j RETURN\n");
        assertEquals(Forwarding.OPEN, look());
        rules("-P FORWARD DROP\n-A FORWARD -j DOCKER-USER\n", "-N DOCKER-USER\n-A DOCKER-USER -j RETURN\n");
        assertEquals(Forwarding.FILTERED, look());
        rules("-P FORWARD ACCEPT\n-A FORWARD -j REJECT --reject-with icmp-port-unreachable\n", "");
        assertEquals(Forwarding.FILTERED, look());
    }

    @Test
    void the_rule_that_the_doctor_prints_closes_it_and_one_against_a_single_address_does_not() {
        String open = "-P FORWARD ACCEPT\n-A FORWARD -j DOCKER-USER\n";
        rules(open, "-A DOCKER-USER -i eth0 -m conntrack ! --ctstate RELATED,ESTABLISHED,DNAT -j DROP\n");
        assertEquals(Forwarding.CLOSED, look());
        rules(open, "-A DOCKER-USER -s 192.0.2.7/32 -j DROP\n");
        assertEquals(Forwarding.OPEN, look());
    }

    @Test
    void a_machine_that_forwards_nothing_is_closed() throws IOException {
        rules("-P FORWARD ACCEPT\n", "");
        Path file = system.resolve("proc/sys/net/ipv4/ip_forward");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "0\n");
        assertEquals(Forwarding.CLOSED, look());
    }
}
