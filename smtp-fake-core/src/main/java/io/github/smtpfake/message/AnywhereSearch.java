package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.internal.text.LowerCase;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds words wherever they are in a message. Parses a message only if neither its index nor its bytes decide. Immutable
 * and thread-safe.
 */
final class AnywhereSearch implements Predicate<CapturedMessage> {
    private static final List<IndexedValue> MAILBOXES =
            Stream.of(IndexedValue.values()).filter(IndexedValue::isMailboxes).toList();

    private final String wanted;
    private final List<String> words;
    private final Optional<AsciiNeedle> needle;

    AnywhereSearch(String text) {
        this.wanted = SearchText.normalize(text);
        this.words = List.of(wanted.split(" "));
        this.needle = AsciiNeedle.of(wanted);
    }

    @Override
    public boolean test(CapturedMessage message) {
        MessageIndex index = message.indexWithSeenText();
        for (String word : words) {
            if (!index.mayContain(word)) {
                return false;
            }
        }
        return words.size() == 1 && index.has(MessageIndex.WORDS_ARE_INDEXED)
                ? containsWord(index, message)
                : isInWholeText(message);
    }

    private boolean isInWholeText(CapturedMessage message) {
        return QueryReading.search(message, SearchedText.WHOLE, text -> text.contains(wanted));
    }

    private boolean containsWord(MessageIndex index, CapturedMessage message) {
        // A reader of the HTML does not see the plain text.
        if (index.has(MessageIndex.HAS_HTML)) {
            return isSeenVerbatim(index, message) || isIndexed(message) || isInHtml(index, message);
        }
        Optional<VerbatimText> text = index.text();
        if (index.has(MessageIndex.HAS_TEXT) && text.isEmpty()) {
            return isIndexed(message) || isInWholeText(message);
        }
        return text.isPresent()
                        && needle.isPresent()
                        && text.get()
                                .contains(needle.get(), message.rawMessage().loaded())
                || isIndexed(message);
    }

    /** Decides about a word that is in no value of the index. Parses the HTML only if its source may show the word. */
    private boolean isInHtml(MessageIndex index, CapturedMessage message) {
        Optional<VerbatimText> html = index.html().filter(UnparsedHtml::isExaminable);
        boolean hasDecodedText =
                index.has(MessageIndex.HAS_TEXT) && index.text().isEmpty();
        if (html.isPresent() && !hasDecodedText) {
            RawMessage raw = message.rawMessage().loaded();
            // A reader of HTML without text sees the plain text.
            boolean isInText = needle.isPresent()
                    && index.text()
                            .filter(text -> text.contains(needle.get(), raw))
                            .isPresent();
            if (!isInText && !UnparsedHtml.mayShow(html.get().in(raw), wanted)) {
                return false;
            }
        }
        return QueryReading.search(message, SearchedText.WHOLE, this::mayShow, text -> text.contains(wanted));
    }

    private boolean mayShow(MimeContent content) {
        return UnparsedHtml.mayShow(content.html().orElse(""), wanted)
                || contains(content.text().orElse(""));
    }

    private boolean isSeenVerbatim(MessageIndex index, CapturedMessage message) {
        List<VerbatimText> stretches = needle.isPresent() ? index.seenStretches() : List.of();
        if (stretches.isEmpty()) {
            return false;
        }
        RawMessage raw = message.rawMessage().loaded();
        return stretches.stream().anyMatch(stretch -> stretch.contains(needle.get(), raw));
    }

    /** Returns whether the word is in a value of the index. */
    private boolean isIndexed(CapturedMessage message) {
        MessageValues values = message.queried();
        boolean possible = needle.isEmpty()
                || message.index().mayHaveValueWith(needle.get())
                || contains(message.envelope().sender())
                || anyContains(message.envelope().recipients());
        return possible && isIn(values);
    }

    private boolean isIn(MessageValues values) {
        return anyContains(values.texts(IndexedValue.SUBJECT))
                || contains(values.envelope().sender())
                || isInMailbox(values)
                || anyContains(values.bcc())
                || anyContains(values.texts(IndexedValue.FILE_NAMES));
    }

    private boolean isInMailbox(MessageValues values) {
        for (IndexedValue header : MAILBOXES) {
            for (Address mailbox : values.mailboxes(header)) {
                if (contains(mailbox.address()) || contains(mailbox.name())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean anyContains(List<String> texts) {
        return texts.stream().anyMatch(this::contains);
    }

    private boolean contains(String text) {
        return LowerCase.of(text).contains(wanted);
    }
}
