package dev.cellwatch.monitor.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that was kept in the state directory, as it was when it was saved last. One of a list knows its newest and its
 * lowest values; its curves are read when it is drawn. Thread-safe: nothing in it changes.
 */
public final class KeptRun implements ReadableRun {

    /** A run that goes on is saved twice a minute. */
    private static final long FRESH_MILLIS = 90_000;

    private final RunName file;
    private final RunHeader header;
    private final RunRecord record;
    private final MachineRecord machine;
    private final Epochs epochs = new Epochs();

    KeptRun(RunName file, RunHeader header, RunRecord record, MachineRecord machine) {
        this.file = file;
        this.header = header;
        this.record = record;
        this.machine = machine;
        epochs.begin(header.epoch(), header.epochs(), header.startMillis());
    }

    RunName file() {
        return file;
    }

    RunHeader header() {
        return header;
    }

    @Override
    public String label() {
        return file.label();
    }

    @Override
    public String name() {
        return header.name();
    }

    @Override
    public Optional<String> notebook() {
        return header.notebook();
    }

    @Override
    public long startMillis() {
        return header.startMillis();
    }

    /** When it ended, or when it was saved last if it had not ended by then. */
    @Override
    public long endMillis() {
        return header.endMillis().orElse(header.savedMillis());
    }

    /** Whether it was seen to end: its kernel was killed before, or it goes on. */
    public boolean hasEnded() {
        return header.endMillis().isPresent();
    }

    /** Whether it goes on in another kernel, as far as one can tell. */
    public boolean goesOn(long nowMillis) {
        return !hasEnded() && nowMillis - header.savedMillis() < FRESH_MILLIS;
    }

    @Override
    public Epochs epochs() {
        return epochs;
    }

    @Override
    public long batches() {
        return header.batches();
    }

    @Override
    public int batchSize() {
        return header.batchSize();
    }

    @Override
    public RunRecord record() {
        return record;
    }

    @Override
    public Optional<MachineRecord> machine() {
        return Optional.of(machine);
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(header.problems());
        if (!hasEnded()) {
            problems.add("its end was not saved: this is how far it was when it was saved last");
        }
        return problems;
    }

    @Override
    public boolean isSettled() {
        return true;
    }
}
