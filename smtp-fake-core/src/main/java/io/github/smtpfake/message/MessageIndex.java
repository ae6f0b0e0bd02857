package io.github.smtpfake.message;

import io.github.smtpfake.session.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What queries and lists need of a message's content, in one array, so that they need not parse the message. {@link
 * MessageIndexer} makes it. Stores keep it: any change of its form must increase {@link
 * io.github.smtpfake.internal.delivery.Delivery#INDEX_VERSION}. A view of the array, which is not changed. Thread-safe.
 */
final class MessageIndex {
    /** The filter contains the trigrams of the HTML as a reader sees it, or the message has no HTML. */
    static final int HAS_SEEN_TEXT = 1;

    /** The message has headers such as Resent-To, which name recipients, too. */
    static final int HAS_RESENT = 2;

    /**
     * Outside the bodies, a word is in the text that is searched for words anywhere if and only if it is in a subject, mailbox
     * or file name of the index, or in a recipient that no header names.
     */
    static final int WORDS_ARE_INDEXED = 4;

    /** The message has a plain text. */
    static final int HAS_TEXT = 8;

    /** The message has HTML. */
    static final int HAS_HTML = 16;

    /** A text of the index needs two bytes for each character. */
    static final int HAS_WIDE = 32;

    /** Where the filter of header names begins, after one byte with flags. */
    static final int NAMES = 1;

    static final int NAMES_LENGTH = Long.BYTES;

    /** Stands for a value that is not in the index. */
    static final int OMITTED = 0;

    /** Is added to the number of elements of a value, and to the start of a text. */
    static final int PRESENT = 1;

    private static final IndexedValue[] VALUES = IndexedValue.values();

    private final byte[] bytes;
    private final Envelope envelope;

    MessageIndex(byte[] bytes, Envelope envelope) {
        this.bytes = bytes;
        this.envelope = envelope;
    }

    boolean has(int flag) {
        return has(bytes, flag);
    }

    /** Returns whether an index has a flag. */
    static boolean has(byte[] bytes, int flag) {
        return (bytes[0] & flag) != 0;
    }

    /** Returns whether the message may have a header field with this name. */
    boolean mayHaveHeader(String name) {
        int bit = nameBit(name);
        return (bytes[NAMES + (bit >>> 3)] & 1 << (bit & 7)) != 0;
    }

    /** Returns the bit of a header name in the filter of names; the same for names that differ only in case. */
    static int nameBit(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = hash * 31 + Character.toLowerCase(Character.toUpperCase(name.charAt(i)));
        }
        return (hash * 0x9E3779B1) >>> 26;
    }

    /**
     * Returns whether any text of the message may contain another text: a header value, the plain text, the HTML, a file
     * name or a recipient. The HTML as a reader sees it is included only if the index {@link #HAS_SEEN_TEXT}.
     *
     * @param part the searched text in the case of {@link io.github.smtpfake.internal.text.LowerCase}
     */
    boolean mayContain(String part) {
        IndexReader reader = filter();
        int length = reader.readNumber();
        return Trigrams.mayContain(bytes, reader.position(), length, part);
    }

    private IndexReader filter() {
        return new IndexReader(bytes, NAMES + NAMES_LENGTH, envelope);
    }

    private IndexReader afterFilter() {
        IndexReader reader = filter();
        reader.skip(reader.readNumber());
        return reader;
    }

    /** Returns where the plain text is; empty if it must be decoded, or there is none. */
    Optional<VerbatimText> text() {
        return place(afterFilter());
    }

    /** Returns where the HTML is; empty if it must be decoded, or there is none. */
    Optional<VerbatimText> html() {
        IndexReader reader = afterFilter();
        place(reader);
        return place(reader);
    }

    private static Optional<VerbatimText> place(IndexReader reader) {
        int start = reader.readNumber();
        return start == OMITTED
                ? Optional.empty()
                : Optional.of(new VerbatimText(start - PRESENT, reader.readNumber()));
    }

    /** Returns stretches of the HTML that a reader sees as they are; none unless the index {@link #HAS_SEEN_TEXT}. */
    List<VerbatimText> seenStretches() {
        IndexReader reader = afterBodies();
        List<VerbatimText> stretches = new ArrayList<>();
        for (int count = reader.readNumber(); count > 0; count--) {
            stretches.add(new VerbatimText(reader.readNumber(), reader.readNumber()));
        }
        return stretches;
    }

    private IndexReader afterBodies() {
        IndexReader reader = afterFilter();
        place(reader);
        place(reader);
        return reader;
    }

    private IndexReader afterPlaces() {
        IndexReader reader = afterBodies();
        for (int numbers = 2 * reader.readNumber(); numbers > 0; numbers--) {
            reader.readNumber();
        }
        return reader;
    }

    /** Returns whether a text of the index, addresses of the envelope aside, may contain another text. */
    boolean mayHaveValueWith(AsciiNeedle needle) {
        return has(HAS_WIDE) || needle.isIn(bytes, afterPlaces().position(), bytes.length);
    }

    /** Returns the number of parts that are neither text nor HTML. */
    int attachmentCount() {
        return afterPlaces().readNumber();
    }

    /** Returns how many of these parts are shown within the message. */
    int inlinePartCount() {
        IndexReader reader = afterPlaces();
        reader.readNumber();
        return reader.readNumber();
    }

    /** Returns the mailboxes of a header; empty if they were too long for the index. */
    Optional<List<Address>> mailboxes(IndexedValue value) {
        IndexReader reader = reader(value);
        int count = reader.readNumber();
        if (count == OMITTED) {
            return Optional.empty();
        }
        List<Address> mailboxes = new ArrayList<>(count - PRESENT);
        for (int i = PRESENT; i < count; i++) {
            mailboxes.add(new Address(reader.readText(), reader.readText()));
        }
        return Optional.of(mailboxes);
    }

    /** Returns the texts of a value; empty if they were too long for the index. */
    Optional<List<String>> texts(IndexedValue value) {
        IndexReader reader = reader(value);
        int count = reader.readNumber();
        if (count == OMITTED) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>(count - PRESENT);
        for (int i = PRESENT; i < count; i++) {
            texts.add(reader.readText());
        }
        return Optional.of(texts);
    }

    private IndexReader reader(IndexedValue wanted) {
        IndexReader reader = afterPlaces();
        reader.readNumber();
        reader.readNumber();
        for (IndexedValue value : VALUES) {
            if (value == wanted) {
                return reader;
            }
            int texts = Math.max(0, reader.readNumber() - PRESENT) * (value.isMailboxes() ? 2 : 1);
            for (int i = 0; i < texts; i++) {
                reader.skipText();
            }
        }
        throw new IllegalArgumentException("Not indexed: " + wanted);
    }
}
