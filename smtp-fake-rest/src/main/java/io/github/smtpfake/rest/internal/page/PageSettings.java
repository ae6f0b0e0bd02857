package io.github.smtpfake.rest.internal.page;

/**
 * The settings of the web inbox.
 *
 * @param hidesDeleteAll whether the page does not offer to delete all messages; the API still does
 */
public record PageSettings(boolean hidesDeleteAll) {
    /** The settings of a server without options. */
    public static final PageSettings DEFAULT = new PageSettings(false);
}
