package io.github.smtpfake.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a server: how much a client may send, how much the server keeps, and how long the server waits. {@link
 * #builder()} sets them. Immutable.
 */
public final class Limits {
    private final long messageSize;
    private final int commandLine;
    private final int authLine;
    private final int envelopeSize;
    private final int recipients;
    private final int connections;
    private final int badCommands;
    private final int storedMessages;
    private final long storedBytes;
    private final Duration storedAge;
    private final int storedSessions;
    private final long storedSessionBytes;
    private final int transcriptLines;
    private final int mimeDepth;
    private final int mimeParts;
    private final int headerFields;
    private final int examinedText;
    private final Duration idleTimeout;
    private final Duration commandTimeout;
    private final Duration dataTimeout;
    private final Duration handshakeTimeout;
    private final Duration writeTimeout;
    private final Duration stopTimeout;

    Limits(LimitsBuilder builder) {
        this.messageSize = builder.messageSize;
        this.commandLine = builder.commandLine;
        this.authLine = builder.authLine;
        this.envelopeSize = builder.envelopeSize;
        this.recipients = builder.recipients;
        this.connections = builder.connections;
        this.badCommands = builder.badCommands;
        this.storedMessages = builder.storedMessages;
        this.storedBytes = builder.storedBytes;
        this.storedAge = builder.storedAge;
        this.storedSessions = builder.storedSessions;
        this.storedSessionBytes = builder.storedSessionBytes;
        this.transcriptLines = builder.transcriptLines;
        this.mimeDepth = builder.mimeDepth;
        this.mimeParts = builder.mimeParts;
        this.headerFields = builder.headerFields;
        this.examinedText = builder.examinedText;
        this.idleTimeout = builder.idleTimeout;
        this.commandTimeout = builder.commandTimeout;
        this.dataTimeout = builder.dataTimeout;
        this.handshakeTimeout = builder.handshakeTimeout;
        this.writeTimeout = builder.writeTimeout;
        this.stopTimeout = builder.stopTimeout;
    }

    /** Returns the default limits, which {@link LimitsBuilder} lists. */
    public static Limits defaults() {
        return builder().build();
    }

    /** Returns a builder that holds the default of each limit. */
    public static LimitsBuilder builder() {
        return new LimitsBuilder();
    }

    /**
     * Returns the largest message in bytes; EHLO advertises it as {@code SIZE}, and a larger message is rejected with
     * 552.
     */
    public long messageSize() {
        return messageSize;
    }

    /** Returns the longest command line in bytes, without its line ending; a longer one is rejected with 500. */
    public int commandLine() {
        return commandLine;
    }

    /**
     * Returns the longest line of AUTH, or of a response to its challenges, in bytes; a longer one is rejected with 500
     * (RFC 4954, section 4).
     */
    public int authLine() {
        return authLine;
    }

    /**
     * Returns how many bytes of memory the envelope of a message may use: sender, recipients and their parameters. A
     * recipient that exceeds it is rejected with 452.
     */
    public int envelopeSize() {
        return envelopeSize;
    }

    /**
     * Returns the largest number of recipients of a message; further ones are rejected with 452 (RFC 5321, section
     * 4.5.3.1.10).
     */
    public int recipients() {
        return recipients;
    }

    /** Returns the largest number of simultaneous connections; see {@link LimitsBuilder#connections}. */
    public int connections() {
        return connections;
    }

    /** Returns the number of commands with a syntax or sequence error after which a session ends with 421. */
    public int badCommands() {
        return badCommands;
    }

    /** Returns the largest number of messages in the store; the oldest is evicted when another one arrives. */
    public int storedMessages() {
        return storedMessages;
    }

    /**
     * Returns how many bytes of memory the raw messages in the store and their envelopes may use; the oldest messages
     * are evicted to stay below it.
     */
    public long storedBytes() {
        return storedBytes;
    }

    /**
     * Returns how long a message stays in the store before it is evicted, counted from its arrival; {@link
     * Duration#ZERO} means that messages are never evicted because of their age.
     */
    public Duration storedAge() {
        return storedAge;
    }

    /** Returns the largest number of ended sessions in the store; the oldest is evicted when another one ends. */
    public int storedSessions() {
        return storedSessions;
    }

    /**
     * Returns how many bytes of memory the ended sessions in the store may use; the oldest are evicted to stay below
     * it.
     */
    public long storedSessionBytes() {
        return storedSessionBytes;
    }

    /** Returns the largest number of lines in the transcript of a session; the oldest are dropped. */
    public int transcriptLines() {
        return transcriptLines;
    }

    /** Returns how many levels of nested multiparts are parsed; a multipart below them is shown as one part. */
    public int mimeDepth() {
        return mimeDepth;
    }

    /** Returns the largest number of parts of a message that are shown, multiparts included. */
    public int mimeParts() {
        return mimeParts;
    }

    /** Returns the largest number of header fields of a message that are shown, those of its parts included. */
    public int headerFields() {
        return headerFields;
    }

    /**
     * Returns how many characters of the text of a message, and of its HTML, are searched for links, codes and
     * problems. Both are always shown in full.
     */
    public int examinedText() {
        return examinedText;
    }

    /** Returns how long a client may send nothing between commands before the session ends with 421. */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    /** Returns how long a client may take to complete a command line. */
    public Duration commandTimeout() {
        return commandTimeout;
    }

    /** Returns how long a client may take to send the content of a message. */
    public Duration dataTimeout() {
        return dataTimeout;
    }

    /** Returns how long a TLS handshake may take. */
    public Duration handshakeTimeout() {
        return handshakeTimeout;
    }

    /** Returns how long a client may take to receive a reply before the connection is closed. */
    public Duration writeTimeout() {
        return writeTimeout;
    }

    /** Returns how long a client may take to complete a message when the server stops. */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /** Returns whether the object is a {@code Limits} with the same limits. */
    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof Limits other && byName().equals(other.byName());
    }

    @Override
    public int hashCode() {
        return byName().hashCode();
    }

    /** Returns name and value of each limit. */
    @Override
    public String toString() {
        return "Limits" + byName();
    }

    private Map<String, Object> byName() {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("messageSize", messageSize);
        limits.put("commandLine", commandLine);
        limits.put("authLine", authLine);
        limits.put("envelopeSize", envelopeSize);
        limits.put("recipients", recipients);
        limits.put("connections", connections);
        limits.put("badCommands", badCommands);
        limits.put("storedMessages", storedMessages);
        limits.put("storedBytes", storedBytes);
        limits.put("storedAge", storedAge);
        limits.put("storedSessions", storedSessions);
        limits.put("storedSessionBytes", storedSessionBytes);
        limits.put("transcriptLines", transcriptLines);
        limits.put("mimeDepth", mimeDepth);
        limits.put("mimeParts", mimeParts);
        limits.put("headerFields", headerFields);
        limits.put("examinedText", examinedText);
        limits.put("idleTimeout", idleTimeout);
        limits.put("commandTimeout", commandTimeout);
        limits.put("dataTimeout", dataTimeout);
        limits.put("handshakeTimeout", handshakeTimeout);
        limits.put("writeTimeout", writeTimeout);
        limits.put("stopTimeout", stopTimeout);
        return limits;
    }
}
