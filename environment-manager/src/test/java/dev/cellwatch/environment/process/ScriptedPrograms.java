package dev.cellwatch.environment.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Programs that answer from a script: the first entry whose words all stand in the command line. */
public final class ScriptedPrograms implements Programs {

    private final Map<List<String>, Outcome> script = new LinkedHashMap<>();
    private final Map<List<String>, Runnable> effects = new LinkedHashMap<>();
    public final List<Invocation> calls = new ArrayList<>();

    public ScriptedPrograms answer(Outcome outcome, String... words) {
        script.put(List.of(words), outcome);
        return this;
    }

    public ScriptedPrograms answer(String out, String... words) {
        return answer(new Outcome(0, out, ""), words);
    }

    /** What a program leaves behind when it runs. */
    public ScriptedPrograms effect(Runnable effect, String... words) {
        effects.put(List.of(words), effect);
        return this;
    }

    @Override
    public Outcome run(Invocation invocation) {
        calls.add(invocation);
        effects.forEach((words, effect) -> {
            if (invocation.argv().containsAll(words)) {
                effect.run();
            }
        });
        return script.entrySet().stream()
                .filter(entry -> invocation.argv().containsAll(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Outcome(Outcome.NOT_FOUND, "", "no such program"));
    }

    @Override
    public int follow(Invocation invocation, Consumer<String> line) {
        Outcome outcome = run(invocation);
        outcome.out().lines().forEach(line);
        outcome.err().lines().forEach(line);
        return outcome.exitCode();
    }

    @Override
    public int attach(Invocation invocation) {
        return run(invocation).exitCode();
    }

    @Override
    public ProcessHandle detach(Invocation invocation, Path log) {
        run(invocation);
        return ProcessHandle.current();
    }
}
