package io.github.smtpfake.internal.protocol;

import io.github.smtpfake.message.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mail transaction from MAIL to the end of its message (RFC 5321, 3.3). Written by its session; the envelope is also
 * read by tests that want to know what has not come through.
 */
final class Transaction {
    private final String sender;
    private final Map<String, String> parameters;
    private final List<String> recipients = new ArrayList<>(1);
    private final Map<String, Map<String, String>> recipientParameters = new LinkedHashMap<>(0);
    private final List<byte[]> chunks = new ArrayList<>(0);
    private int rcptCount;
    private boolean chunked;
    private boolean chunkFailed;
    private long chunkedSize;

    Transaction(String sender, Map<String, String> parameters) {
        this.sender = sender;
        this.parameters = parameters;
    }

    synchronized void add(String recipient, Map<String, String> itsParameters) {
        recipients.add(recipient);
        if (!itsParameters.isEmpty()) {
            recipientParameters.put(recipient, itsParameters);
        }
    }

    synchronized int recipientCount() {
        return recipients.size();
    }

    /** Counts an RCPT, and returns the how manieth it is. */
    int nextRcpt() {
        return ++rcptCount;
    }

    synchronized Envelope envelope() {
        return new Envelope(sender, recipients, parameters, recipientParameters);
    }

    boolean isBinary() {
        return parameters.getOrDefault("BODY", "").equalsIgnoreCase("BINARYMIME");
    }

    boolean isUtf8() {
        return parameters.containsKey("SMTPUTF8");
    }

    /** Returns whether BDAT was used, successfully or not. */
    boolean isChunked() {
        return chunked;
    }

    /** Returns whether a chunk was refused, after which the message cannot become whole any more. */
    boolean hasFailedChunk() {
        return chunkFailed;
    }

    void chunkBegins() {
        chunked = true;
    }

    void chunkFails() {
        chunkFailed = true;
        chunks.clear();
    }

    void addChunk(byte[] octets) {
        chunks.add(octets);
        chunkedSize += octets.length;
    }

    long chunkedSize() {
        return chunkedSize;
    }

    byte[] joinedChunks() {
        if (chunks.size() == 1) {
            return chunks.get(0);
        }
        byte[] joined = new byte[(int) chunkedSize];
        int offset = 0;
        for (byte[] chunk : chunks) {
            System.arraycopy(chunk, 0, joined, offset, chunk.length);
            offset += chunk.length;
        }
        return joined;
    }
}
