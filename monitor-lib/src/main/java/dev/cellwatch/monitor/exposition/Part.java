package dev.cellwatch.monitor.exposition;

/** A part of what a scrape tells; one that fails hides no other. */
interface Part {

    /** What it is about, in a word for the log. */
    String name();

    void tell(Scrape to);
}
