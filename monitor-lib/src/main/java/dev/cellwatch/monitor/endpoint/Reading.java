package dev.cellwatch.monitor.endpoint;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is to tell at this moment, as a tree of maps, lists, numbers and text; what is not known is null. */
@FunctionalInterface
public interface Reading {

    /** Made anew for each who asks, on that one's thread. */
    Map<String, @Nullable Object> tree();
}
