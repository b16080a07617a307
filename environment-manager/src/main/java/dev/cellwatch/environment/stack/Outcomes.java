package dev.cellwatch.environment.stack;

import dev.cellwatch.environment.console.Failure;
import dev.cellwatch.environment.process.Outcome;

/** Turns a program that failed into a sentence. */
final class Outcomes {

    private Outcomes() {}

    /** @param sentence what did not work, without its end */
    static void require(Outcome outcome, String sentence) {
        if (!outcome.succeeded()) {
            throw Failure.failed(sentence + ": "
                    + ComposeTrouble.sentence(outcome.err().strip().lines().toList()));
        }
    }
}
