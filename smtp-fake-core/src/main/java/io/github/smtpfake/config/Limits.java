package io.github.smtpfake.config;

import java.time.Duration;

/**
 * The bounds within which a server grows, made by {@link #builder()}.
 *
 * @param messageSize largest message in octets; advertised as {@code SIZE} and answered with 552 above it
 * @param commandLine longest command line in octets, without its line end; 500 above it
 * @param authLine longest line of AUTH and of what answers its challenges, in octets (RFC 4954, section 4); 500 above it
 * @param envelopeSize most octets of memory that sender, recipients and their parameters of a message take; 452 for a
 *     recipient above it
 * @param recipients most recipients of a message; 452 above it (RFC 5321, section 4.5.3.1.10)
 * @param connections most connections at a time; 421 above it
 * @param badCommands commands with a syntax or sequence error before a session is ended with 421
 * @param storedMessages most messages in the store; the oldest is evicted above it
 * @param storedBytes most octets of messages in the store, raw and with the memory that their envelopes take; the oldest
 *     are evicted above it
 * @param storedSessions most ended sessions in the store; the oldest is evicted above it
 * @param storedSessionBytes most octets of memory that ended sessions in the store take; the oldest are evicted above it
 * @param transcriptLines most lines of a session's transcript; the oldest are dropped above it
 * @param mimeDepth how many multiparts within one another are taken apart; what is nested deeper is one part
 * @param mimeParts most parts of a message that are shown, multiparts included
 * @param headerFields most header fields of a message that are shown, those of its parts included
 * @param examinedText how many characters of the text of a message, and of its HTML, are searched for links, codes and
 *     problems; both are always shown in full
 * @param idleTimeout how long a client may be silent between commands before it gets 421
 * @param commandTimeout how long a command line that has begun may take to end
 * @param dataTimeout how long the text of a message may take to end
 * @param handshakeTimeout how long a TLS handshake may take
 * @param writeTimeout how long a client may take to accept a reply before it is cut off
 * @param stopTimeout how long a message that is being received when the server stops may take to end
 */
public record Limits(
        long messageSize,
        int commandLine,
        int authLine,
        int envelopeSize,
        int recipients,
        int connections,
        int badCommands,
        int storedMessages,
        long storedBytes,
        int storedSessions,
        long storedSessionBytes,
        int transcriptLines,
        int mimeDepth,
        int mimeParts,
        int headerFields,
        int examinedText,
        Duration idleTimeout,
        Duration commandTimeout,
        Duration dataTimeout,
        Duration handshakeTimeout,
        Duration writeTimeout,
        Duration stopTimeout) {

    private static final long MIB = 1024 * 1024;
    /** So that no deadline exceeds what nanoseconds hold. */
    private static final Duration LONGEST = Duration.ofDays(365);
    /** Each level of a message costs time for each of its lines, and room on the stack. */
    private static final int MOST_LEVELS = 200;

    /** @throws IllegalArgumentException if a limit is not positive, or larger than can be kept; it is named */
    public Limits {
        positive("messageSize", messageSize);
        if (messageSize > 1024 * MIB) {
            throw new IllegalArgumentException("messageSize must be at most 1 GiB, not " + messageSize + " octets");
        }
        positive("commandLine", commandLine);
        positive("authLine", authLine);
        positive("envelopeSize", envelopeSize);
        positive("recipients", recipients);
        positive("connections", connections);
        positive("badCommands", badCommands);
        positive("storedMessages", storedMessages);
        positive("storedBytes", storedBytes);
        positive("storedSessions", storedSessions);
        positive("storedSessionBytes", storedSessionBytes);
        positive("transcriptLines", transcriptLines);
        positive("mimeDepth", mimeDepth);
        if (mimeDepth > MOST_LEVELS) {
            throw new IllegalArgumentException("mimeDepth must be at most " + MOST_LEVELS + ", not " + mimeDepth);
        }
        positive("mimeParts", mimeParts);
        positive("headerFields", headerFields);
        positive("examinedText", examinedText);
        duration("idleTimeout", idleTimeout, Duration.ofMillis(1));
        duration("commandTimeout", commandTimeout, Duration.ofMillis(1));
        duration("dataTimeout", dataTimeout, Duration.ofMillis(1));
        duration("handshakeTimeout", handshakeTimeout, Duration.ofMillis(1));
        duration("writeTimeout", writeTimeout, Duration.ofMillis(1));
        duration("stopTimeout", stopTimeout, Duration.ZERO);
    }

    /** Returns the limits that a server has unless told otherwise; {@link Builder} names them. */
    public static Limits defaults() {
        return builder().build();
    }

    /** Returns a builder that holds the default of each limit. */
    public static Builder builder() {
        return new Builder();
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be more than 0, not " + value);
        }
    }

    private static void duration(String name, Duration value, Duration shortest) {
        if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be between " + shortest + " and " + LONGEST + ", not " + value);
        }
    }

    /** Makes {@link Limits}; each setter tells the default that it replaces. Not thread-safe. */
    public static final class Builder {
        private long messageSize = 32 * MIB;
        private int commandLine = 8 * 1024;
        private int authLine = 12_288;
        private int envelopeSize = 2 * (int) MIB;
        private int recipients = 1_000;
        private int connections = 20_000;
        private int badCommands = 50;
        private int storedMessages = 20_000;
        private long storedBytes = Math.min(512 * MIB, Runtime.getRuntime().maxMemory() / 2);
        private int storedSessions = 10_000;
        private long storedSessionBytes =
                Math.min(64 * MIB, Runtime.getRuntime().maxMemory() / 8);
        private int transcriptLines = 200;
        private int mimeDepth = 50;
        private int mimeParts = 10_000;
        private int headerFields = 50_000;
        private int examinedText = 500_000;
        private Duration idleTimeout = Duration.ofMinutes(5);
        private Duration commandTimeout = Duration.ofMinutes(1);
        private Duration dataTimeout = Duration.ofMinutes(10);
        private Duration handshakeTimeout = Duration.ofSeconds(10);
        private Duration writeTimeout = Duration.ofMinutes(1);
        private Duration stopTimeout = Duration.ofSeconds(2);

        private Builder() {}

        /** Sets the largest message in octets, at most 1 GiB; by default 32 MiB. */
        public Builder messageSize(long octets) {
            this.messageSize = octets;
            return this;
        }

        /** Sets the longest command line in octets; by default 8 KiB. */
        public Builder commandLine(int octets) {
            this.commandLine = octets;
            return this;
        }

        /** Sets the longest line of AUTH in octets; by default 12,288 (RFC 4954, section 4). */
        public Builder authLine(int octets) {
            this.authLine = octets;
            return this;
        }

        /**
         * Sets how many octets of memory the envelope of a message may take; by default 2 MiB, which a thousand recipients
         * with the longest addresses of RFC 5321 do not.
         */
        public Builder envelopeSize(int octets) {
            this.envelopeSize = octets;
            return this;
        }

        /** Sets the largest number of recipients of a message; by default 1,000. */
        public Builder recipients(int count) {
            this.recipients = count;
            return this;
        }

        /** Sets the largest number of simultaneous connections; by default 20,000. */
        public Builder connections(int count) {
            this.connections = count;
            return this;
        }

        /** Sets after how many commands with errors a session is ended; by default 50. */
        public Builder badCommands(int count) {
            this.badCommands = count;
            return this;
        }

        /** Sets the largest number of messages in the store; by default 20,000. */
        public Builder storedMessages(int count) {
            this.storedMessages = count;
            return this;
        }

        /**
         * Sets the most octets of messages and their envelopes in the store; by default half of the heap, at most 512 MiB.
         */
        public Builder storedBytes(long octets) {
            this.storedBytes = octets;
            return this;
        }

        /** Sets the largest number of ended sessions in the store; by default 10,000. */
        public Builder storedSessions(int count) {
            this.storedSessions = count;
            return this;
        }

        /**
         * Sets how many octets of memory ended sessions may take in the store; by default an eighth of the heap, at most 64
         * MiB.
         */
        public Builder storedSessionBytes(long octets) {
            this.storedSessionBytes = octets;
            return this;
        }

        /** Sets the largest number of lines in a session's transcript; by default the last 200. */
        public Builder transcriptLines(int count) {
            this.transcriptLines = count;
            return this;
        }

        /** Sets how many multiparts within one another are taken apart, at most 200; by default 50. */
        public Builder mimeDepth(int levels) {
            this.mimeDepth = levels;
            return this;
        }

        /** Sets the largest number of parts of a message that are shown; by default 10,000. */
        public Builder mimeParts(int count) {
            this.mimeParts = count;
            return this;
        }

        /** Sets the largest number of header fields of a message and its parts that are shown; by default 50,000. */
        public Builder headerFields(int count) {
            this.headerFields = count;
            return this;
        }

        /** Sets how many characters of text and HTML are searched for links, codes and problems; by default 500,000. */
        public Builder examinedText(int characters) {
            this.examinedText = characters;
            return this;
        }

        /** Sets the idle time-out, at least a millisecond; by default five minutes (RFC 5321, section 4.5.3.2.7). */
        public Builder idleTimeout(Duration timeout) {
            this.idleTimeout = timeout;
            return this;
        }

        /** Sets the time-out of a command line that has begun, at least a millisecond; by default a minute. */
        public Builder commandTimeout(Duration timeout) {
            this.commandTimeout = timeout;
            return this;
        }

        /** Sets the time-out of a message's text, at least a millisecond; by default ten minutes. */
        public Builder dataTimeout(Duration timeout) {
            this.dataTimeout = timeout;
            return this;
        }

        /** Sets the time-out of a TLS handshake, at least a millisecond; by default ten seconds. */
        public Builder handshakeTimeout(Duration timeout) {
            this.handshakeTimeout = timeout;
            return this;
        }

        /** Sets the time-out of a reply that the client does not take, at least a millisecond; by default a minute. */
        public Builder writeTimeout(Duration timeout) {
            this.writeTimeout = timeout;
            return this;
        }

        /** Sets the time that a running message has when the server stops; by default two seconds. */
        public Builder stopTimeout(Duration timeout) {
            this.stopTimeout = timeout;
            return this;
        }

        /**
         * Returns the limits.
         *
         * @throws IllegalArgumentException if one of them is not positive, or larger than can be kept; it is named
         */
        public Limits build() {
            return new Limits(
                    messageSize,
                    commandLine,
                    authLine,
                    envelopeSize,
                    recipients,
                    connections,
                    badCommands,
                    storedMessages,
                    storedBytes,
                    storedSessions,
                    storedSessionBytes,
                    transcriptLines,
                    mimeDepth,
                    mimeParts,
                    headerFields,
                    examinedText,
                    idleTimeout,
                    commandTimeout,
                    dataTimeout,
                    handshakeTimeout,
                    writeTimeout,
                    stopTimeout);
        }
    }
}
