package io.github.smtpfake.message;

import static io.github.smtpfake.message.MessageIndex.OMITTED;
import static io.github.smtpfake.message.MessageIndex.PRESENT;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.internal.text.Substrings;
import io.github.smtpfake.session.Envelope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the {@link MessageIndex} of a message. It has at most {@value #MAX_SIZE} bytes: values that are too long are
 * omitted, and the filter of trigrams uses the rest.
 */
final class MessageIndexer {
    private static final int MAX_SIZE = 328;
    private static final int MAX_VALUES = 192;
    /** Flags, filter of names, and the longest numbers. */
    private static final int FIXED_SIZE = 12;

    /** How many words are searched that are only a part of another word; a message may have a million of them. */
    private static final int MOST_SEARCHES = 100;

    private final Envelope envelope;
    private final MimeContent content;
    private final Optional<String> text;
    private final Optional<String> html;
    private final Map<IndexedValue, List<Address>> mailboxes = new EnumMap<>(IndexedValue.class);
    private final Map<IndexedValue, List<String>> texts = new EnumMap<>(IndexedValue.class);
    private final List<String> bcc;
    private boolean complete = true;

    private MessageIndexer(Envelope envelope, MimeContent content) {
        this.envelope = envelope;
        this.content = content;
        this.text = content.text();
        this.html = content.html();
        MessageValues values = new MessageValues(envelope, Optional.empty(), () -> content);
        for (IndexedValue value : IndexedValue.values()) {
            if (value.isMailboxes()) {
                mailboxes.put(value, values.mailboxes(value));
            } else {
                texts.put(value, values.texts(value));
            }
        }
        this.bcc = values.bcc();
    }

    /**
     * Returns the index of a message.
     *
     * @param raw the bytes of the message, on the heap
     * @param seen whether to include the words of the HTML as a reader sees it, which takes longer
     */
    static byte[] index(Envelope envelope, MimeContent content, RawMessage raw, boolean seen) {
        MessageIndexer indexer = new MessageIndexer(envelope, content);
        return indexer.index(raw, seen || indexer.html.isEmpty());
    }

    private byte[] index(RawMessage raw, boolean withSeenText) {
        IndexWriter rest = new IndexWriter(envelope);
        writePlace(rest, raw, "text/plain", text);
        Optional<VerbatimText> htmlPlace = writePlace(rest, raw, "text/html", html);
        writeStretches(rest, withSeenText ? stretches(raw, htmlPlace) : List.of());
        MessageValues values = new MessageValues(envelope, Optional.empty(), () -> content);
        rest.writeNumber(values.attachmentCount());
        rest.writeNumber(values.inlinePartCount());
        for (IndexedValue value : IndexedValue.values()) {
            write(rest, value);
        }
        byte[] filter = trigrams(withSeenText).filter(MAX_SIZE - FIXED_SIZE - rest.size());
        IndexWriter index = new IndexWriter(envelope);
        index.writeNumber(flags(withSeenText) | (rest.isWide() ? MessageIndex.HAS_WIDE : 0));
        index.writeBytes(names());
        index.writeNumber(filter.length);
        index.writeBytes(filter);
        index.writeBytes(rest.toByteArray());
        return index.toByteArray();
    }

    private List<VerbatimText> stretches(RawMessage raw, Optional<VerbatimText> htmlPlace) {
        return htmlPlace
                .map(place -> SeenStretches.of(raw, place, content.htmlAsText()))
                .orElse(List.of());
    }

    private static void writeStretches(IndexWriter writer, List<VerbatimText> stretches) {
        writer.writeNumber(stretches.size());
        for (VerbatimText stretch : stretches) {
            writer.writeNumber(stretch.start());
            writer.writeNumber(stretch.length());
        }
    }

    private Optional<VerbatimText> writePlace(IndexWriter writer, RawMessage raw, String type, Optional<String> body) {
        Optional<VerbatimText> place = body.flatMap(decoded -> VerbatimText.of(raw, content.parsed(), type, decoded));
        writer.writeNumber(place.map(found -> found.start() + PRESENT).orElse(OMITTED));
        place.ifPresent(found -> writer.writeNumber(found.length()));
        return place;
    }

    private void write(IndexWriter writer, IndexedValue value) {
        IndexWriter written = new IndexWriter(envelope);
        if (value.isMailboxes()) {
            List<Address> addresses = mailboxes.getOrDefault(value, List.of());
            written.writeNumber(addresses.size() + PRESENT);
            for (Address mailbox : addresses) {
                written.writeText(mailbox.name());
                written.writeText(mailbox.address());
            }
        } else {
            List<String> values = texts.getOrDefault(value, List.of());
            written.writeNumber(values.size() + PRESENT);
            values.forEach(written::writeText);
        }
        if (writer.size() + written.size() <= MAX_VALUES) {
            writer.write(written);
        } else {
            writer.writeNumber(OMITTED);
            complete = false;
        }
    }

    private Trigrams trigrams(boolean withSeenText) {
        Trigrams trigrams = new Trigrams();
        content.headers().forEach(header -> trigrams.add(header.value()));
        trigrams.add(envelope.sender());
        envelope.recipients().forEach(trigrams::add);
        texts.getOrDefault(IndexedValue.FILE_NAMES, List.of()).forEach(trigrams::add);
        text.ifPresent(trigrams::add);
        html.ifPresent(trigrams::add);
        if (withSeenText && html.isPresent()) {
            trigrams.add(content.htmlAsText());
            WholeText.webAddresses(content).forEach(trigrams::add);
        }
        return trigrams;
    }

    private byte[] names() {
        byte[] names = new byte[MessageIndex.NAMES_LENGTH];
        for (Header header : content.headers()) {
            int bit = MessageIndex.nameBit(header.name());
            names[bit >>> 3] |= (byte) (1 << (bit & 7));
        }
        return names;
    }

    private int flags(boolean withSeenText) {
        return (withSeenText ? MessageIndex.HAS_SEEN_TEXT : 0)
                | (text.isPresent() ? MessageIndex.HAS_TEXT : 0)
                | (html.isPresent() ? MessageIndex.HAS_HTML : 0)
                | (Bcc.isResent(content) ? MessageIndex.HAS_RESENT : 0)
                | (complete && areWordsIndexed() ? MessageIndex.WORDS_ARE_INDEXED : 0);
    }

    /**
     * Returns whether the values of the index and the text outside the bodies contain the same words. They do not if a
     * header is damaged, or has comments that are not shown.
     */
    private boolean areWordsIndexed() {
        List<String> searched = new ArrayList<>(WholeText.headers(content));
        searched.addAll(bcc);
        List<String> indexed = new ArrayList<>(texts.getOrDefault(IndexedValue.SUBJECT, List.of()));
        indexed.addAll(bcc);
        mailboxes
                .values()
                .forEach(list -> list.forEach(mailbox -> {
                    indexed.add(mailbox.name());
                    indexed.add(mailbox.address());
                }));
        String searchedText = SearchText.normalize(String.join(" ", searched));
        String indexedText = SearchText.normalize(String.join(" ", indexed));
        return areWordsIn(searchedText, indexedText) && areWordsIn(indexedText, searchedText);
    }

    /** Returns whether all words of a text are in another one. If this takes long to decide, returns false. */
    private static boolean areWordsIn(String words, String text) {
        Set<String> known = new HashSet<>();
        for (int start = 0; start < text.length(); start = wordEnd(text, start) + 1) {
            known.add(text.substring(start, wordEnd(text, start)));
        }
        int searches = 0;
        for (int start = 0; start < words.length(); start = wordEnd(words, start) + 1) {
            String word = words.substring(start, wordEnd(words, start));
            if (!known.contains(word) && (++searches > MOST_SEARCHES || !Substrings.contains(text, word))) {
                return false;
            }
        }
        return true;
    }

    private static int wordEnd(String text, int start) {
        int space = text.indexOf(' ', start);
        return space < 0 ? text.length() : space;
    }
}
