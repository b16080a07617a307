package dev.cellwatch.monitor.training;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a kept run's file begins with: all of the run but its curves.
 *
 * @param name what its code calls it
 * @param notebook the notebook that it ran in, where that is known
 * @param startMillis when it started, milliseconds since the epoch
 * @param endMillis when it ended; empty while it went on
 * @param savedMillis when this was written
 * @param epoch the epoch that ran, 0 before the first
 * @param epochs how many there were to be, 0 where nobody said
 * @param batches how many were closed or reported
 * @param batchSize samples in a batch, 0 where nobody said
 * @param lastStep the largest step that was logged
 * @param problems what somebody who reads the run must know, a sentence each
 */
record RunHeader(
        String name,
        Optional<String> notebook,
        long startMillis,
        OptionalLong endMillis,
        long savedMillis,
        int epoch,
        int epochs,
        long batches,
        int batchSize,
        long lastStep,
        List<String> problems) {

    RunHeader {
        problems = List.copyOf(problems);
    }

    /** What is to be said of a run at a moment. */
    static RunHeader of(RunFeed feed, Optional<String> notebook, long nowMillis) {
        TrainingRun run = feed.run();
        return new RunHeader(
                run.name(),
                notebook,
                run.startMillis(),
                feed.isFinished() ? OptionalLong.of(run.endMillis()) : OptionalLong.empty(),
                nowMillis,
                run.epochs().number(),
                run.epochs().of(),
                run.batches(),
                run.batchSize(),
                feed.record().lastStep(),
                feed.problems());
    }

    /** Writes it as members of an object. */
    void write(JsonGenerator json) throws IOException {
        json.writeStringField("name", name);
        if (notebook.isPresent()) {
            json.writeStringField("notebook", notebook.get());
        }
        json.writeNumberField("start", startMillis);
        if (endMillis.isPresent()) {
            json.writeNumberField("end", endMillis.getAsLong());
        }
        json.writeNumberField("saved", savedMillis);
        json.writeNumberField("epoch", epoch);
        json.writeNumberField("epochs", epochs);
        json.writeNumberField("batches", batches);
        json.writeNumberField("batch_size", batchSize);
        json.writeNumberField("last_step", lastStep);
        json.writeArrayFieldStart("problems");
        for (String problem : problems) {
            json.writeString(problem);
        }
        json.writeEndArray();
    }

    /** Reads what was written; a clock that was set back makes no run end before it began. */
    static RunHeader read(JsonNode saved) {
        long start = saved.required("start").longValue();
        List<String> problems = new ArrayList<>();
        saved.required("problems").forEach(problem -> problems.add(problem.asText()));
        return new RunHeader(
                saved.required("name").asText(),
                Optional.ofNullable(saved.get("notebook")).map(JsonNode::asText),
                start,
                saved.has("end")
                        ? OptionalLong.of(Math.max(start, saved.get("end").longValue()))
                        : OptionalLong.empty(),
                Math.max(start, saved.required("saved").longValue()),
                saved.required("epoch").intValue(),
                saved.required("epochs").intValue(),
                saved.required("batches").longValue(),
                saved.required("batch_size").intValue(),
                saved.required("last_step").longValue(),
                problems);
    }
}
