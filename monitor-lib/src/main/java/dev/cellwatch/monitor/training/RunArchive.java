package dev.cellwatch.monitor.training;

import dev.cellwatch.monitor.sampling.Lease;
import dev.cellwatch.monitor.text.FileTrouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Every run that there is: those of this program, and those that are kept in the state directory, also by other kernels.
 * Files are read when somebody asks, and then no more of them than is asked for. Thread-safe.
 */
public final class RunArchive {

    /** As many kept runs as a list usually shows. */
    public static final int USUAL = 20;

    private final RunFolder folder;
    private final Runs runs;

    RunArchive(RunFolder folder, Runs runs) {
        this.folder = folder;
        this.runs = runs;
    }

    /**
     * The archive of a program. Nothing is read or written before there is a run, or somebody asks for one.
     *
     * @param folder where the files are; it is made when it is needed
     * @param watch has everything measured until the lease is closed
     */
    public static RunArchive open(Path folder, Supplier<Lease> watch, InstantSource clock, RunPlace place) {
        RunFolder files = new RunFolder(folder);
        return new RunArchive(files, new Runs(watch, clock, Optional.of(new RunKeeper(files, place::form, clock))));
    }

    /** The runs of this program. */
    public Runs runs() {
        return runs;
    }

    /**
     * Runs, the oldest first.
     *
     * @param runs those of this program, and the newest of those that are kept
     * @param older how many more are kept
     * @param problems what could not be read and why, and why nothing is kept at the moment, a sentence each
     */
    public record Listing(List<ReadableRun> runs, int older, List<String> problems) {}

    /** The runs of this program and so many of the others. */
    public Listing list(int most) {
        List<ReadableRun> found = new ArrayList<>(runs.all());
        List<String> problems = new ArrayList<>(runs.keepingProblem().stream().toList());
        List<RunName> others = others(problems);
        for (RunName name : others.subList(0, Math.min(most, others.size()))) {
            read(name, false, problems).ifPresent(found::add);
        }
        found.sort(Comparator.comparingLong(ReadableRun::startMillis));
        return new Listing(found, Math.max(0, others.size() - most), problems);
    }

    /** The files that are not of this program's runs, the newest first. */
    private List<RunName> others(List<String> problems) {
        Set<RunName> own = new HashSet<>();
        runs.all().forEach(feed -> own.add(folder.nameOf(feed.run())));
        try {
            return folder.entries().stream()
                    .map(RunFolder.Entry::name)
                    .filter(name -> !own.contains(name))
                    .toList();
        } catch (IOException failed) {
            problems.add("kept runs cannot be read from " + folder.path() + " (" + FileTrouble.words(failed) + ")");
            return List.of();
        }
    }

    private Optional<KeptRun> read(RunName name, boolean whole, List<String> problems) {
        try (InputStream file = folder.open(name)) {
            return Optional.of(RunReader.read(name, file, whole));
        } catch (NoSuchFileException deletedByNow) {
            return Optional.empty();
        } catch (IOException failed) {
            problems.add("the file " + name.file() + " was passed over (" + FileTrouble.words(failed) + ")");
            return Optional.empty();
        }
    }

    /** This program's run of that number, or the kept one of that label, or else the newest of that name, whole. */
    public Optional<ReadableRun> find(String asked) {
        Optional<RunFeed> numbered = runs.numbered(asked);
        if (numbered.isPresent()) {
            return Optional.of(numbered.get());
        }
        for (RunFeed feed : runs.all()) {
            if (folder.nameOf(feed.run()).label().equals(asked)) {
                return Optional.of(feed);
            }
        }
        List<RunName> others = others(new ArrayList<>());
        Optional<ReadableRun> labelled = others.stream()
                .filter(name -> name.label().equals(asked))
                .findFirst()
                .flatMap(name -> read(name, true, new ArrayList<>()));
        return labelled.isPresent() ? labelled : named(asked, others);
    }

    private Optional<ReadableRun> named(String asked, List<RunName> others) {
        Optional<RunFeed> own = runs.named(asked);
        for (RunName name : others) {
            if (own.isPresent() && own.get().startMillis() >= name.startMillis()) {
                break;
            }
            if (read(name, false, new ArrayList<>())
                    .filter(run -> run.name().equals(asked))
                    .isPresent()) {
                return read(name, true, new ArrayList<>()).map(run -> run);
            }
        }
        return own.map(run -> run);
    }

    /**
     * Deletes a kept run.
     *
     * @return why it could not be, in a few words; empty when it is gone
     */
    public Optional<String> forget(KeptRun run) {
        try {
            folder.delete(run.file());
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of(FileTrouble.words(failed));
        }
    }
}
