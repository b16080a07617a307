package dev.cellwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpanNameTest {

    private static final Path PAGE = Path.of("../docs/tracing.md");

    @Test
    void the_page_on_traces_has_every_constant_with_its_name() throws Exception {
        List<String> constants = new ArrayList<>();
        for (Field constant : SpanName.class.getFields()) {
            constants.add("`" + constant.getName() + "` " + constant.get(null));
        }
        List<String> told = Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `SpanName."))
                .flatMap(line -> Arrays.stream(line.split("[|;]", -1)))
                .map(part -> part.strip().replace("SpanName.", ""))
                .filter(part -> part.startsWith("`"))
                .toList();
        assertEquals(constants, told);
    }
}
