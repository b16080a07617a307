package dev.cellwatch.environment.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeTroubleTest {

    private static final Map<String, String> TOLD = Map.of(
            "write /var/lib/docker/tmp/GetImageBlob1: no space left on device", "the disk is full",
            "could not find an available, non-overlapping IPv4 address pool among the defaults", "no free subnet",
            "invalid pool request: Pool overlaps with other one on this address space", "no free subnet",
            "proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused", "the engine's proxy",
            "Get \"https://docker.io/v2/\": dial tcp: lookup docker.io: no such host", "is there a network",
            "Bind for 127.0.0.1:3000 failed: port is already allocated", "--auto-ports",
            "Cannot connect to the Docker daemon at unix:///var/run/docker.sock.", "the engine does not answer",
            "could not select device driver \"nvidia\" with capabilities: [[gpu]]", "--without gpu");

    @Test
    void what_engines_say_has_its_cause_in_front() {
        TOLD.forEach((said, cause) -> {
            String sentence = ComposeTrouble.sentence(List.of("Network x  Creating", said));
            assertTrue(sentence.lines().findFirst().orElseThrow().contains(cause), sentence);
        });
    }

    @Test
    void what_is_not_known_is_shown_as_it_was_said() {
        assertEquals("compose says:\n  it is Monday", ComposeTrouble.sentence(List.of("it is Monday")));
    }
}
