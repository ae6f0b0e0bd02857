package io.github.smtpfake.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Builds {@link Limits}. Each setter returns this builder. It checks its argument, and throws an {@link
 * IllegalArgumentException} that names the limit if the value is out of range: a number must be more than 0, a duration
 * at most 365 days. Not thread-safe.
 */
public final class LimitsBuilder {
    private static final long MIB = 1024 * 1024;
    private static final long LARGEST_MESSAGE = 1024 * MIB;
    /** Each level of nesting costs time for every line of the message, and stack space. */
    private static final int DEEPEST_NESTING = 200;

    private static final Duration SHORTEST = Duration.ofMillis(1);
    /** Keeps every deadline within the nanoseconds that a {@code long} can hold. */
    private static final Duration LONGEST = Duration.ofDays(365);

    long messageSize = 32 * MIB;
    int commandLine = 8 * 1024;
    int authLine = 12_288;
    int envelopeSize = 2 * (int) MIB;
    int recipients = 1_000;
    int connections = 20_000;
    int badCommands = 50;
    int storedMessages = 20_000;
    long storedBytes = Math.min(512 * MIB, Runtime.getRuntime().maxMemory() / 2);
    Duration storedAge = Duration.ZERO;
    int storedSessions = 10_000;
    long storedSessionBytes = Math.min(64 * MIB, Runtime.getRuntime().maxMemory() / 8);
    int transcriptLines = 200;
    int mimeDepth = 50;
    int mimeParts = 10_000;
    int headerFields = 50_000;
    int examinedText = 500_000;
    Duration idleTimeout = Duration.ofMinutes(5);
    Duration commandTimeout = Duration.ofMinutes(1);
    Duration dataTimeout = Duration.ofMinutes(10);
    Duration handshakeTimeout = Duration.ofSeconds(10);
    Duration writeTimeout = Duration.ofMinutes(1);
    Duration stopTimeout = Duration.ofSeconds(2);

    LimitsBuilder() {}

    /** Sets the largest message in bytes, at most 1 GiB; by default 32 MiB. */
    public LimitsBuilder messageSize(long bytes) {
        if (positive("messageSize", bytes) > LARGEST_MESSAGE) {
            throw new IllegalArgumentException("messageSize must be at most 1 GiB, not " + bytes + " bytes");
        }
        this.messageSize = bytes;
        return this;
    }

    /** Sets the longest command line in bytes; by default 8 KiB. */
    public LimitsBuilder commandLine(int bytes) {
        this.commandLine = positive("commandLine", bytes);
        return this;
    }

    /** Sets the longest line of AUTH in bytes; by default 12,288 (RFC 4954, section 4). */
    public LimitsBuilder authLine(int bytes) {
        this.authLine = positive("authLine", bytes);
        return this;
    }

    /**
     * Sets how many bytes of memory the envelope of a message may use; by default 2 MiB, which is more than a thousand
     * recipients with the longest addresses of RFC 5321 need.
     */
    public LimitsBuilder envelopeSize(int bytes) {
        this.envelopeSize = positive("envelopeSize", bytes);
        return this;
    }

    /** Sets the largest number of recipients of a message; by default 1,000. */
    public LimitsBuilder recipients(int count) {
        this.recipients = positive("recipients", count);
        return this;
    }

    /**
     * Sets the largest number of simultaneous connections; by default 20,000. On a small heap it is lower, because connections
     * may use at most a quarter of the memory for mail, at 24 KiB each. If another client connects, the server ends the
     * connection whose client has been idle for longest with 421, or rejects the new one with 421 if all clients are active.
     */
    public LimitsBuilder connections(int count) {
        this.connections = positive("connections", count);
        return this;
    }

    /** Sets the number of commands with errors after which a session ends; by default 50. */
    public LimitsBuilder badCommands(int count) {
        this.badCommands = positive("badCommands", count);
        return this;
    }

    /** Sets the largest number of messages in the store; by default 20,000. */
    public LimitsBuilder storedMessages(int count) {
        this.storedMessages = positive("storedMessages", count);
        return this;
    }

    /**
     * Sets how many bytes of memory messages and their envelopes may use in the store; by default half of the heap, at
     * most 512 MiB.
     */
    public LimitsBuilder storedBytes(long bytes) {
        this.storedBytes = positive("storedBytes", bytes);
        return this;
    }

    /**
     * Sets how long a message stays in the store before it is evicted; by default {@link Duration#ZERO}, which means
     * that messages are never evicted because of their age.
     */
    public LimitsBuilder storedAge(Duration storedAge) {
        this.storedAge = checked("storedAge", storedAge, Duration.ZERO);
        return this;
    }

    /** Sets the largest number of ended sessions in the store; by default 10,000. */
    public LimitsBuilder storedSessions(int count) {
        this.storedSessions = positive("storedSessions", count);
        return this;
    }

    /**
     * Sets how many bytes of memory ended sessions may use in the store; by default an eighth of the heap, at most 64
     * MiB.
     */
    public LimitsBuilder storedSessionBytes(long bytes) {
        this.storedSessionBytes = positive("storedSessionBytes", bytes);
        return this;
    }

    /** Sets the largest number of lines in the transcript of a session; by default 200. */
    public LimitsBuilder transcriptLines(int count) {
        this.transcriptLines = positive("transcriptLines", count);
        return this;
    }

    /** Sets how many levels of nested multiparts are parsed, at most 200; by default 50. */
    public LimitsBuilder mimeDepth(int levels) {
        if (positive("mimeDepth", levels) > DEEPEST_NESTING) {
            throw new IllegalArgumentException("mimeDepth must be at most " + DEEPEST_NESTING + ", not " + levels);
        }
        this.mimeDepth = levels;
        return this;
    }

    /** Sets the largest number of parts of a message that are shown; by default 10,000. */
    public LimitsBuilder mimeParts(int count) {
        this.mimeParts = positive("mimeParts", count);
        return this;
    }

    /** Sets the largest number of header fields of a message and its parts that are shown; by default 50,000. */
    public LimitsBuilder headerFields(int count) {
        this.headerFields = positive("headerFields", count);
        return this;
    }

    /** Sets how many characters of text and of HTML are searched for links, codes and problems; by default 500,000. */
    public LimitsBuilder examinedText(int characters) {
        this.examinedText = positive("examinedText", characters);
        return this;
    }

    /**
     * Sets how long a client may send nothing between commands, at least 1 ms; by default five minutes (RFC 5321,
     * section 4.5.3.2.7).
     */
    public LimitsBuilder idleTimeout(Duration idleTimeout) {
        this.idleTimeout = checked("idleTimeout", idleTimeout, SHORTEST);
        return this;
    }

    /** Sets how long a client may take to complete a command line, at least 1 ms; by default a minute. */
    public LimitsBuilder commandTimeout(Duration commandTimeout) {
        this.commandTimeout = checked("commandTimeout", commandTimeout, SHORTEST);
        return this;
    }

    /** Sets how long a client may take to send the content of a message, at least 1 ms; by default ten minutes. */
    public LimitsBuilder dataTimeout(Duration dataTimeout) {
        this.dataTimeout = checked("dataTimeout", dataTimeout, SHORTEST);
        return this;
    }

    /** Sets how long a TLS handshake may take, at least 1 ms; by default ten seconds. */
    public LimitsBuilder handshakeTimeout(Duration handshakeTimeout) {
        this.handshakeTimeout = checked("handshakeTimeout", handshakeTimeout, SHORTEST);
        return this;
    }

    /**
     * Sets how long a client may take to receive a reply, at least 1 ms; by default a minute. In {@code smtp-fake.jar},
     * an HTTP client must read some of its answer in this time.
     */
    public LimitsBuilder writeTimeout(Duration writeTimeout) {
        this.writeTimeout = checked("writeTimeout", writeTimeout, SHORTEST);
        return this;
    }

    /**
     * Sets how long a client may take to complete a message when the server stops, possibly 0; by default two seconds.
     */
    public LimitsBuilder stopTimeout(Duration stopTimeout) {
        this.stopTimeout = checked("stopTimeout", stopTimeout, Duration.ZERO);
        return this;
    }

    /** Returns limits with the values of this builder. */
    public Limits build() {
        return new Limits(this);
    }

    private static int positive(String name, int value) {
        return (int) positive(name, (long) value);
    }

    private static long positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be more than 0, not " + value);
        }
        return value;
    }

    private static Duration checked(String name, Duration value, Duration shortest) {
        requireNonNull(value, name);
        if (value.compareTo(shortest) < 0 || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " must be between " + shortest + " and " + LONGEST + ", not " + value);
        }
        return value;
    }
}
