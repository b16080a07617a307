package dev.cellwatch.monitor.log;

/** How much a record matters, the gravest first. */
public enum Level {
    /** A GPU failed, memory ran out, or the like: somebody must do something. */
    ERROR,
    /** High temperature, a leak, a cell that failed: it will cost something unless somebody looks. */
    WARN,
    /** A model was loaded, a batch or a run is done. */
    INFO,
    /** An inference, an allocation: to find out why something is slow. */
    DEBUG,
    /** Single calls, such as those of CUDA. */
    TRACE
}
