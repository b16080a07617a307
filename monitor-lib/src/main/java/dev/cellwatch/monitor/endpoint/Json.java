package dev.cellwatch.monitor.endpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;

/** Writes and reads trees of maps, lists, numbers and text. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter WRITER = MAPPER.writer();

    private Json() {}

    static JsonNode tree(byte[] text) throws IOException {
        return MAPPER.readTree(text);
    }

    static byte[] bytes(Object tree) {
        try {
            return WRITER.writeValueAsBytes(tree);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible); // a tree of maps, lists, numbers and text
        }
    }
}
