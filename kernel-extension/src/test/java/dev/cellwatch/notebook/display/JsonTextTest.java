package dev.cellwatch.notebook.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void commas_come_by_themselves() {
        JsonText json = new JsonText(10);
        json.open('{')
                .key("a")
                .open('[')
                .number(1)
                .number(2.5)
                .close(']')
                .key("b")
                .open('{')
                .close('}');
        json.key("c")
                .text("")
                .key("d")
                .flag(true)
                .raw("\"e\":[]")
                .raw("")
                .key("f")
                .raw("null")
                .close('}');
        assertEquals("{\"a\":[1,2.5],\"b\":{},\"c\":\"\",\"d\":true,\"e\":[],\"f\":null}", json.toString());
    }

    @Test
    void any_text_comes_back_as_it_was() throws IOException {
        StringBuilder all = new StringBuilder("\uD83D\uDE00 {\"\\\u2028"); // also beyond two bytes, and what ends lines
        for (char letter = 0; letter < 0x180; letter++) {
            all.append(letter);
        }
        String json = new JsonText(10).text(all.toString()).toString();
        assertEquals(all.toString(), new ObjectMapper().readValue(json, String.class));
        assertTrue(json.chars().allMatch(letter -> letter >= ' ' && letter < 127), json);
    }

    @Test
    void numbers_keep_their_value() throws IOException {
        double[] values = {0, -0.0, 1, -17, 0.1, -2.25, 1e-9, 123456789.125, 4e15, 1e300, Double.MIN_VALUE};
        JsonText json = new JsonText(10).open('[');
        for (double value : values) {
            json.number(value);
        }
        JsonNode read = new ObjectMapper().readTree(json.close(']').toString());
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i] + 0.0, read.get(i).doubleValue());
        }
    }
}
