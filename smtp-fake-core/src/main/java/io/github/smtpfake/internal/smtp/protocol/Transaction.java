package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.MemoryReserve;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.ByteBlocks;
import io.github.smtpfake.internal.text.Footprint;
import io.github.smtpfake.session.Envelope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail transaction from MAIL to the end of its message (RFC 5321, 3.3). Written by the thread of its session; other
 * threads read the envelope, to report messages that have not arrived.
 */
final class Transaction {
    private static final RawMessage NONE = RawMessage.of(new byte[0]);
    /** An envelope may grow by this many bytes before memory is reserved for it. */
    private static final int UNRESERVED = 4 * 1024;

    private final Mark begun;
    private final String sender;
    private final Map<String, String> parameters;
    private final List<String> recipients = new ArrayList<>(1);
    /** The parameters of each recipient, in the order of the recipients. */
    private final List<Map<String, String>> recipientParameters = new ArrayList<>(1);

    /** The only chunk that is not empty, if there is one. */
    private RawMessage chunk = NONE;

    private final Reservation chunkMemory = MemoryBudget.ofJvm().newReservation();
    private final Reservation envelopeMemory = MemoryBudget.ofJvm().newReservation();

    /** All chunks, as soon as two of them are not empty. */
    private @Nullable ByteBlocks chunks;

    private boolean hasRecipientParameters;
    private int rcptCount;
    private boolean ignoresRecipient;
    private boolean chunked;
    private boolean chunkFailed;
    private boolean keepsWholeChunks = true;
    private long chunkedSize;
    private long envelopeSize;

    /**
     * Creates a transaction without recipients.
     *
     * @param begun the mark of the store now
     */
    Transaction(Mark begun, String sender, Map<String, String> parameters) {
        this.begun = begun;
        this.sender = sender;
        this.parameters = parameters;
        this.envelopeSize = Footprint.of(sender) + Footprint.of(parameters);
        if (envelopeSize > UNRESERVED) {
            MemoryReserve.requireFree();
        }
    }

    /** Counts the bytes of the envelope. Fails before any change if memory is short. */
    private void grow(long bytes) {
        long unreserved = envelopeSize + bytes - envelopeMemory.bytes();
        if (unreserved > UNRESERVED) {
            MemoryReserve.requireFree();
            envelopeMemory.grow(unreserved);
        }
        envelopeSize += bytes;
    }

    /** Gives all memory back to the budget, because the message is stored or will never be complete. */
    void close() {
        dropChunks();
        envelopeMemory.close();
    }

    /** Returns the size of the envelope in bytes of memory, with one more recipient. */
    long envelopeSizeWith(String recipient, Map<String, String> itsParameters) {
        return envelopeSize + Footprint.of(recipient) + Footprint.of(itsParameters);
    }

    synchronized void add(String recipient, Map<String, String> itsParameters) {
        grow(Footprint.of(recipient) + Footprint.of(itsParameters));
        hasRecipientParameters |= !itsParameters.isEmpty();
        recipientParameters.add(itsParameters);
        recipients.add(recipient);
    }

    synchronized long envelopeSize() {
        return envelopeSize;
    }

    synchronized int recipientCount() {
        return recipients.size();
    }

    /** Records that a recipient was accepted but is not part of the envelope. */
    void ignoreRecipient() {
        ignoresRecipient = true;
    }

    /** Returns whether a recipient was accepted, so that the message may follow. */
    boolean hasRecipients() {
        return ignoresRecipient || recipientCount() > 0;
    }

    /** Counts an RCPT command and returns its 1-based index. */
    int nextRcpt() {
        return ++rcptCount;
    }

    Mark begun() {
        return begun;
    }

    synchronized Envelope envelope() {
        return new Envelope(
                sender, recipients, parameters, hasRecipientParameters ? parametersByRecipient() : Map.of());
    }

    /** Returns the parameter sets of each recipient that has parameters in at least one RCPT. */
    private Map<String, List<Map<String, String>>> parametersByRecipient() {
        Map<String, List<Map<String, String>>> byRecipient = new LinkedHashMap<>();
        for (int i = 0; i < recipients.size(); i++) {
            if (!recipientParameters.get(i).isEmpty()) {
                byRecipient.putIfAbsent(recipients.get(i), new ArrayList<>(1));
            }
        }
        for (int i = 0; i < recipients.size(); i++) {
            List<Map<String, String>> sets = byRecipient.get(recipients.get(i));
            if (sets != null) {
                sets.add(recipientParameters.get(i));
            }
        }
        return byRecipient;
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

    /** Returns whether a chunk was rejected, so that the message can no longer be completed. */
    boolean hasFailedChunk() {
        return chunkFailed;
    }

    void beginChunk() {
        chunked = true;
    }

    void failChunk() {
        chunkFailed = true;
        dropChunks();
    }

    /** Frees the chunks, but keeps the envelope for reports. */
    private void dropChunks() {
        chunk = NONE;
        chunkMemory.close();
        if (chunks != null) {
            chunks.release();
            chunks = null;
        }
    }

    /**
     * Appends a chunk to the others, because many small separate chunks would need twenty times their size.
     * Returns false if there was not enough memory.
     */
    boolean addChunk(Body.Complete body) {
        RawMessage added = body.bytes();
        boolean fits = true;
        if (chunkedSize == 0) {
            chunk = added;
            fits = keep(added.keptSize(), body.memory());
        } else if (added.size() > 0) {
            if (chunks == null) {
                chunks = new ByteBlocks();
                fits = chunks.append(chunk);
                chunk = NONE;
                chunkMemory.close();
            }
            fits = fits && chunks.append(added);
        }
        keepsWholeChunks &= added.isComplete();
        chunkedSize += added.size();
        return fits;
    }

    /** Takes over the memory that its reader has reserved for the first chunk. Returns false if more is needed and not free. */
    private boolean keep(long size, Reservation reserved) {
        reserved.moveTo(chunkMemory);
        chunkMemory.shrinkTo(size);
        long missing = size - chunkMemory.bytes();
        return missing == 0 || chunkMemory.tryGrow(missing);
    }

    /** Returns the size of all chunks in bytes. */
    long chunkedSize() {
        return chunkedSize;
    }

    /** Returns the message that consists of the chunks, or null if there is not enough memory to join them. */
    @Nullable
    RawMessage joinedChunks() {
        RawMessage joined = chunks == null ? chunk : chunks.take();
        return joined == null || keepsWholeChunks
                ? joined
                : RawMessage.headerOnly(joined.contiguous(), Math.toIntExact(chunkedSize));
    }
}
