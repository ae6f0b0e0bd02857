package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpfake.session.Envelope;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Writes numbers and texts compactly. An {@link IndexReader} with an equal envelope reads them. Not thread-safe. */
final class IndexWriter {
    /** The kinds of texts, which the number before a text contains besides its length. */
    static final int KINDS = 3;

    /** One byte for each character. */
    static final int LATIN_1 = 0;

    /** Two bytes for each character, so that no text is changed. */
    static final int UTF_16 = 1;

    /** An address of the envelope by its index: 0 for the sender, 1 for the first recipient. */
    static final int ENVELOPE = 2;

    /** The maximum number of addresses of the envelope that are compared, because it may have thousands. */
    private static final int RECIPIENTS = 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    private final Envelope envelope;
    private boolean wide;

    IndexWriter(Envelope envelope) {
        this.envelope = envelope;
    }

    int size() {
        return bytes.size();
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    /** Returns whether a text needs two bytes for each character. */
    boolean isWide() {
        return wide;
    }

    void writeBytes(byte[] written) {
        bytes.writeBytes(written);
    }

    /** Writes what another writer has written. */
    void write(IndexWriter other) {
        bytes.writeBytes(other.toByteArray());
        wide |= other.wide;
    }

    void writeNumber(int number) {
        int left = number;
        while (left >>> 7 != 0) {
            bytes.write(left | 0x80);
            left >>>= 7;
        }
        bytes.write(left);
    }

    void writeText(String text) {
        int reference = reference(text);
        if (reference >= 0) {
            writeNumber(reference * KINDS + ENVELOPE);
        } else if (text.chars().allMatch(c -> c <= 0xFF)) {
            writeNumber(text.length() * KINDS + LATIN_1);
            bytes.writeBytes(text.getBytes(ISO_8859_1));
        } else {
            wide = true;
            writeNumber(text.length() * KINDS + UTF_16);
            for (int i = 0; i < text.length(); i++) {
                bytes.write(text.charAt(i) >>> 8);
                bytes.write(text.charAt(i));
            }
        }
    }

    private int reference(String text) {
        if (text.equals(envelope.sender())) {
            return 0;
        }
        List<String> recipients = envelope.recipients();
        for (int i = 0; i < Math.min(RECIPIENTS, recipients.size()); i++) {
            if (text.equals(recipients.get(i))) {
                return i + 1;
            }
        }
        return -1;
    }
}
