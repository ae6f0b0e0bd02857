package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.smtp.wire.Headroom;
import io.github.smtpfake.internal.smtp.wire.Octets;
import io.github.smtpfake.internal.text.Footprint;
import io.github.smtpfake.session.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail transaction from MAIL to the end of its message (RFC 5321, 3.3). Written by its session; the envelope is also
 * read by tests that want to know what has not come through.
 */
final class Transaction {
    private static final RawMessage NONE = RawMessage.of(new byte[0]);
    /** How much an envelope may grow without a look at what memory there is. */
    private static final int UNCHECKED = 4 * 1024;

    private final String sender;
    private final Map<String, String> parameters;
    private final List<String> recipients = new ArrayList<>(1);
    private final Map<String, Map<String, String>> recipientParameters = new LinkedHashMap<>(0);

    /** The only chunk that has octets, or none. */
    private RawMessage chunk = NONE;

    /** All chunks, once two of them have octets. */
    private @Nullable Octets chunks;

    private int rcptCount;
    private boolean chunked;
    private boolean chunkFailed;
    private long chunkedSize;
    private long envelopeSize;
    private long checkedSize;

    Transaction(String sender, Map<String, String> parameters) {
        this.sender = sender;
        this.parameters = parameters;
        grow(Footprint.of(sender) + Footprint.of(parameters));
    }

    /** Fails before anything is changed, if there is no memory. */
    private void grow(long octets) {
        if (envelopeSize + octets - checkedSize > UNCHECKED) {
            Headroom.require();
            checkedSize = envelopeSize + octets;
        }
        envelopeSize += octets;
    }

    /** Returns how many octets the envelope takes with one more recipient. */
    long envelopeSizeWith(String recipient, Map<String, String> itsParameters) {
        return envelopeSize + Footprint.of(recipient) + Footprint.of(itsParameters);
    }

    synchronized void add(String recipient, Map<String, String> itsParameters) {
        grow(Footprint.of(recipient) + Footprint.of(itsParameters));
        if (itsParameters.isEmpty()) {
            // It may have been given before, with some.
            recipientParameters.remove(recipient);
        } else {
            recipientParameters.put(recipient, itsParameters);
        }
        recipients.add(recipient);
    }

    synchronized long envelopeSize() {
        return envelopeSize;
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
        dropChunks();
    }

    /** Of a transaction that nothing comes of any more only the envelope is of interest. */
    void dropChunks() {
        chunk = NONE;
        chunks = null;
    }

    /** Joins chunks as they come: kept one by one, those of an octet each would take twenty times their size. */
    void addChunk(RawMessage octets) {
        // Unless there is memory for it: a message must not lack a chunk in the middle.
        chunkFailed = true;
        if (chunkedSize == 0) {
            chunk = octets;
        } else if (octets.size() > 0) {
            if (chunks == null) {
                chunks = new Octets();
                chunks.append(chunk);
                chunk = NONE;
            }
            chunks.append(octets);
        }
        chunkedSize += octets.size();
        chunkFailed = false;
    }

    long chunkedSize() {
        return chunkedSize;
    }

    /** Returns the message that the chunks make, or null if memory did not suffice to join them. */
    @Nullable
    RawMessage joinedChunks() {
        return chunks == null ? chunk : chunks.take();
    }
}
