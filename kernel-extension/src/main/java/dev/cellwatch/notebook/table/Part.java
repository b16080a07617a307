package dev.cellwatch.notebook.table;

/** A piece of a {@link Sheet}. */
public sealed interface Part permits Table, Note {}
