package io.github.smtpfake.internal.text;

import java.util.function.Consumer;

/** Warns, once a minute at most, that a server closes idle connections because new ones need their places. Thread-safe. */
public final class DisplacementWarning {
    private final RareEvent displaced = new RareEvent();

    /**
     * Records that a connection was closed.
     *
     * @param reason why it had to make room, as a sentence
     * @param log writes a line
     */
    public void closed(String reason, Consumer<String> log) {
        displaced.log(count -> log.accept(reason
                + " The server closes the connections whose clients have neither sent nor read anything for longest, so that"
                + " others can connect (" + count + " since the last warning)."));
    }
}
