package io.github.smtpfake.rules;

import java.time.Duration;

/** One thing that a rule does when it fires; {@link Stage#takes} tells where. Immutable. */
public sealed interface RuleAction {

    /** Waits before anything else is done. Stopping the server ends the wait at once. */
    record Delay(Duration duration) implements RuleAction {
        private static final Duration LONGEST = Duration.ofHours(1);

        /** @throws IllegalArgumentException if it is not positive, or longer than an hour */
        public Delay {
            if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("delay must be more than 0 and at most an hour, not " + duration
                        + "; for an answer that never comes take stopAnswering()");
            }
        }
    }

    /**
     * Gives this reply instead of the server's own. One of 400 and above refuses: what was asked for is not done, and 421
     * closes the connection as well. A lower one only replaces the text: what was asked for is done.
     */
    record Reply(ReplyText text) implements RuleAction {

        /** Returns whether what was asked for is not done. */
        public boolean refuses() {
            return text.code() >= 400;
        }
    }

    /** Closes the connection without a reply. */
    record Disconnect(Manner manner) implements RuleAction {

        /** How a connection is closed. */
        public enum Manner {
            /** In order: the client sees the end of the stream. */
            CLOSE,
            /** By RST: the client sees an error. */
            RESET
        }
    }

    /** Leaves the connection open, and neither does nor answers anything any more. */
    record Stall() implements RuleAction {}

    /**
     * Slows the connection down. At {@link Stage#CONNECT} both directions, until its end; at {@link Stage#CONTENT} the
     * reading of this message.
     */
    record Throttle(Rate rate) implements RuleAction {}

    /** Says whether a message is stored that the client is told, or made to believe, the opposite of. */
    record Store(When when) implements RuleAction {

        /** When the message comes into the store. */
        public enum When {
            /** Before the client is refused or cut off. */
            BEFORE_FAILING,
            /** After the client was refused. */
            AFTER_FAILING,
            /** Not at all, even if the client is told that it was taken. */
            NO
        }
    }

    /** Sends a line that is no reply; what was asked for is not done. */
    record MalformedReply(String line) implements RuleAction {
        private static final int LONGEST = 2_000;

        /** @throws IllegalArgumentException if it is a proper reply, has a line end or is longer than 2,000 characters */
        public MalformedReply {
            if (line.matches("[2-5][0-9]{2}([ -].*)?")) {
                throw new IllegalArgumentException(
                        "malformedReply(\"" + line + "\") begins like a proper reply: give it with reply(..)");
            }
            if (line.length() > LONGEST || !line.chars().allMatch(c -> c < 256 && c != '\r' && c != '\n')) {
                throw new IllegalArgumentException(
                        "malformedReply must be one line of at most " + LONGEST + " Latin-1 characters");
            }
        }
    }

    /** Does what was asked for, and leaves the reply out. */
    record DropReply() implements RuleAction {}

    /** Spoils the TLS handshake. */
    record Present(TlsFault fault) implements RuleAction {}
}
