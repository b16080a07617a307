package dev.cellwatch.monitor.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cellwatch.monitor.text.Times;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes an extract for other programs. Times are UTC with milliseconds, values in base units. */
public final class ExtractText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExtractText() {}

    /** A line of names, then one for each row; where there is no value, nothing stands between the commas. */
    public static String csv(Extract extract) {
        StringBuilder text = new StringBuilder();
        Stream<String> names = extract.columns().stream().map(ExtractColumn::name);
        text.append(Stream.concat(Stream.of(ColumnNames.TIME), names)
                        .map(ExtractText::quoted)
                        .collect(Collectors.joining(",")))
                .append('\n');
        for (int row = 0; row < extract.rows(); row++) {
            text.append(Times.utc(extract.timeMillis(row)));
            for (ExtractColumn column : extract.columns()) {
                text.append(',');
                Number value = number(column.at(row));
                text.append(value == null ? "" : value.toString());
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String name) {
        return name.matches("[^\",\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** An object for each row; where there is no value, it is {@code null}. */
    public static String jsonLines(Extract extract) {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < extract.rows(); row++) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put(ColumnNames.TIME, Times.utc(extract.timeMillis(row)));
            for (ExtractColumn column : extract.columns()) {
                object.put(column.name(), number(column.at(row)));
            }
            text.append(json(object)).append('\n');
        }
        return text.toString();
    }

    private static String json(Map<String, @Nullable Object> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible); // a map of text and numbers
        }
    }

    /** Bytes and counts as whole numbers, not as 8.0E10. */
    private static @Nullable Number number(OptionalDouble value) {
        if (value.isEmpty()) {
            return null;
        }
        double number = value.getAsDouble();
        if (number == Math.rint(number) && Math.abs(number) < 1L << 53) {
            return (long) number;
        }
        return number;
    }
}
