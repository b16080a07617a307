package dev.cellwatch.monitor.training;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads what {@link RunWriter} writes, and trusts none of it: a file may be damaged, or another program's. */
final class RunReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RunName file;
    private final JsonParser json;
    private final Map<String, RunSeries> series = new LinkedHashMap<>();
    private RunSeries steps = new RunSeries();
    private MachineRecord machine = MachineRecord.NOTHING;
    private long startMillis;

    private RunReader(RunName file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    /**
     * Reads a run, or as much of it as a list needs.
     *
     * @throws IOException if it cannot be read; the message says why in a few words if it is the file's own fault
     */
    static KeptRun read(RunName file, InputStream packed, boolean whole) throws IOException {
        try (JsonParser json = JSON.createParser(new BoundedInput(new GZIPInputStream(packed)))) {
            return new RunReader(file, json).read(whole);
        } catch (RuntimeException | JsonProcessingException | EOFException | ZipException damaged) {
            throw new IOException("damaged", damaged);
        }
    }

    private KeptRun read(boolean whole) throws IOException {
        json.nextToken();
        next("version");
        if (json.nextIntValue(0) > RunWriter.VERSION) {
            throw new IOException("of a newer Cellwatch");
        }
        next("run");
        RunHeader header = RunHeader.read(value());
        startMillis = header.startMillis();
        steps = RunSeries.kept(List.of(), (double) header.lastStep(), 0);
        next("values");
        value().properties().forEach(one -> series.put(one.getKey(), newest(one.getValue())));
        if (whole) {
            readCurves();
        }
        return new KeptRun(file, header, new RunRecord(series, steps), machine);
    }

    private void readCurves() throws IOException {
        next("series");
        value().properties()
                .forEach(one -> series.computeIfPresent(
                        one.getKey(), (name, known) -> curve(one.getValue(), known.last(), known.lowest())));
        next("steps");
        steps = curve(value(), steps.last(), 0);
        next("machine");
        machine = SavedMachine.read(value(), this::curve);
    }

    /** Goes to a member, which comes next: all are written in one order. */
    private void next(String name) throws IOException {
        if (json.nextToken() != JsonToken.FIELD_NAME || !json.currentName().equals(name)) {
            throw new IllegalArgumentException("no " + name);
        }
    }

    private JsonNode value() throws IOException {
        json.nextToken();
        return JSON.readTree(json);
    }

    /** A series of which no more is known than a list shows. */
    private static RunSeries newest(JsonNode values) {
        return RunSeries.kept(List.of(), number(values.required("last")), number(values.required("lowest")));
    }

    private RunSeries curve(JsonNode columns, double last, double lowest) {
        JsonNode starts = columns.required("start");
        if (starts.size() > RunSeries.MOST) {
            throw new IllegalArgumentException(starts.size() + " stretches");
        }
        List<Stretch> stretches = new ArrayList<>();
        long first = startMillis;
        for (int i = 0; i < starts.size(); i++) {
            first += starts.get(i).longValue();
            stretches.add(new Stretch(
                    first,
                    first + Math.max(0, columns.required("length").required(i).longValue()),
                    number(columns.required("min").required(i)),
                    number(columns.required("mean").required(i)),
                    number(columns.required("max").required(i)),
                    Math.max(1, columns.required("count").required(i).intValue())));
        }
        return RunSeries.kept(stretches, last, lowest);
    }

    private static double number(JsonNode value) {
        double number = value.doubleValue();
        if (!value.isNumber() || !Double.isFinite(number)) {
            throw new IllegalArgumentException("no number: " + value);
        }
        return number;
    }
}
