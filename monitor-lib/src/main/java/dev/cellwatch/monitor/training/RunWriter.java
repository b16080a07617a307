package dev.cellwatch.monitor.training;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.zip.GZIPOutputStream;

/** Writes a run as a file of JSON, packed; the header comes first, so that a list needs to read no more. */
final class RunWriter {

    /** Of the format. A reader that knows less leaves the file alone. */
    static final int VERSION = 1;

    /** Half of a pair of characters is nothing that UTF-8 could say. */
    private static final JsonFactory JSON =
            new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final KeptRun run;
    private final JsonGenerator json;

    private RunWriter(KeptRun run, JsonGenerator json) {
        this.run = run;
        this.json = json;
    }

    static void write(KeptRun run, OutputStream file) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(file))) {
            new RunWriter(run, json).write();
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeObjectFieldStart("run");
        run.header().write(json);
        json.writeEndObject();
        values();
        json.writeObjectFieldStart("series");
        for (Map.Entry<String, RunSeries> one : run.record().series().entrySet()) {
            series(one.getKey(), one.getValue());
        }
        json.writeEndObject();
        series("steps", run.record().stepSeries());
        json.writeFieldName("machine");
        SavedMachine.write(run.machine().orElse(MachineRecord.NOTHING), json, this::series);
        json.writeEndObject();
    }

    /** What a list shows of the series. */
    private void values() throws IOException {
        json.writeObjectFieldStart("values");
        for (Map.Entry<String, RunSeries> one : run.record().series().entrySet()) {
            json.writeObjectFieldStart(one.getKey());
            json.writeNumberField("last", one.getValue().last());
            json.writeNumberField("lowest", one.getValue().lowest());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    /** Column by column: times as what they are apart, which packs well; values as floats, which is more than is drawn. */
    private void series(String name, RunSeries series) throws IOException {
        List<Stretch> stretches = series.stretches();
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("start");
        long before = run.startMillis();
        for (Stretch one : stretches) {
            json.writeNumber(one.firstMillis() - before);
            before = one.firstMillis();
        }
        json.writeEndArray();
        whole("length", stretches, one -> one.lastMillis() - one.firstMillis());
        whole("count", stretches, Stretch::count);
        values("min", stretches, Stretch::min);
        values("mean", stretches, Stretch::mean);
        values("max", stretches, Stretch::max);
        json.writeEndObject();
    }

    private void whole(String name, List<Stretch> stretches, ToLongFunction<Stretch> value) throws IOException {
        json.writeArrayFieldStart(name);
        for (Stretch one : stretches) {
            json.writeNumber(value.applyAsLong(one));
        }
        json.writeEndArray();
    }

    private void values(String name, List<Stretch> stretches, ToDoubleFunction<Stretch> value) throws IOException {
        json.writeArrayFieldStart(name);
        for (Stretch one : stretches) {
            json.writeNumber((float) value.applyAsDouble(one));
        }
        json.writeEndArray();
    }
}
