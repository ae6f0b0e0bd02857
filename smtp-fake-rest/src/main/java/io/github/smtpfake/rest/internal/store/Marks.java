package io.github.smtpfake.rest.internal.store;

/** The bounds of the marks that requests set. */
public final class Marks {
    /** The maximum number of tags that a request may give a message. */
    public static final int MAX_TAGS = 100;

    private Marks() {}
}
