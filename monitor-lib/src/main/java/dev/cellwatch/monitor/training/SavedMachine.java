package dev.cellwatch.monitor.training;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cellwatch.monitor.metric.Metric;
import dev.cellwatch.monitor.metric.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the machine did, as it stands in a run's file. What a version does not know of it is passed over. */
final class SavedMachine {

    /** Far more than a run's plot shows. */
    private static final int MOST_SUBJECTS = 256;

    private SavedMachine() {}

    /** Writes a series as a member of an object. */
    interface CurveWriter {
        void write(String name, RunSeries series) throws IOException;
    }

    /** Reads a series. */
    interface CurveReader {
        RunSeries read(JsonNode columns, double last, double lowest);
    }

    static void write(MachineRecord machine, JsonGenerator json, CurveWriter curves) throws IOException {
        json.writeStartObject();
        json.writeBooleanField("demo", machine.isDemo());
        json.writeArrayFieldStart("subjects");
        for (Map.Entry<Subject, Map<Metric, RunSeries>> one : machine.subjects().entrySet()) {
            json.writeStartObject();
            subject(one.getKey(), json);
            json.writeObjectFieldStart("series");
            for (Map.Entry<Metric, RunSeries> series : one.getValue().entrySet()) {
                curves.write(series.getKey().id(), series.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void subject(Subject subject, JsonGenerator json) throws IOException {
        json.writeStringField("kind", subject.kind().name());
        json.writeStringField("id", subject.id());
        json.writeObjectFieldStart("labels");
        for (Map.Entry<String, String> label : subject.labels().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }

    static MachineRecord read(JsonNode saved, CurveReader curves) {
        Map<Subject, Map<Metric, RunSeries>> subjects = new LinkedHashMap<>();
        for (JsonNode one : saved.required("subjects")) {
            String kind = one.required("kind").asText();
            for (Map.Entry<Subject.Kind, List<Metric>> known : MachineRecord.ROWS.entrySet()) {
                if (known.getKey().name().equals(kind) && subjects.size() < MOST_SUBJECTS) {
                    subjects.put(
                            subject(known.getKey(), one), series(known.getValue(), one.required("series"), curves));
                }
            }
        }
        return new MachineRecord(subjects, saved.required("demo").asBoolean());
    }

    private static Subject subject(Subject.Kind kind, JsonNode saved) {
        Map<String, String> labels = new LinkedHashMap<>();
        saved.required("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new Subject(kind, saved.required("id").asText(), labels);
    }

    private static Map<Metric, RunSeries> series(List<Metric> rows, JsonNode saved, CurveReader curves) {
        Map<Metric, RunSeries> series = new LinkedHashMap<>();
        for (Metric row : rows) {
            if (saved.has(row.id())) {
                series.put(row, curves.read(saved.get(row.id()), 0, 0));
            }
        }
        return series;
    }
}
