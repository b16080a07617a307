package dev.cellwatch.monitor.measure;

import java.util.List;

/**
 * What held a stretch of time up, as far as the numbers tell.
 *
 * @param because the numbers that it rests on, one sentence
 * @param shares where the time went
 * @param caveats what the numbers cannot tell, a sentence each
 */
public record Verdict(Bottleneck bottleneck, String because, Shares shares, List<String> caveats) {

    public Verdict {
        caveats = List.copyOf(caveats);
    }
}
