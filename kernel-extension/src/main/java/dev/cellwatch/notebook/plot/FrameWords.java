package dev.cellwatch.notebook.plot;

import dev.cellwatch.monitor.text.Durations;
import dev.cellwatch.monitor.training.ReadableRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a frame says in words.
 *
 * @param title the current numbers of what the plot is about
 * @param numbers the current numbers of each of the plan's subjects, in their order
 * @param subtitle the quiet second line
 */
record FrameWords(String title, List<String> numbers, String subtitle) {

    /** Of a machine, and of the run above it where there is one. */
    static FrameWords of(PlotPlan plan, CurrentNumbers numbers, long nowMillis, FrameText text) {
        String machine = Headline.of(plan.subjects(), numbers);
        Optional<RunView> run = plan.run();
        return new FrameWords(
                run.isPresent() ? RunWords.headline(run.get().run(), nowMillis) : machine,
                numbers.ofEach(),
                run.isPresent() ? new FrameText(List.of(machine, text.line())).line() : text.line());
    }

    /** Of runs beside each other. */
    static FrameWords of(Comparison comparison, long nowMillis, FrameText text) {
        List<String> names = comparison.names();
        List<String> title = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            ReadableRun run = comparison.runs().get(i).run();
            title.add(names.get(i) + RunWords.loss(run));
            Duration took = Duration.ofMillis(Math.max(0, Math.min(nowMillis, run.endMillis()) - run.startMillis()));
            List<String> words = new ArrayList<>(RunWords.of(run, nowMillis));
            words.add("after " + Durations.text(Duration.ofSeconds(took.toSeconds())));
            numbers.add(String.join(", ", words));
        }
        List<String> second = new ArrayList<>(List.of(comparison.axis()));
        second.addAll(text.notes());
        return new FrameWords(String.join(Headline.BETWEEN, title), numbers, new FrameText(second).line());
    }
}
