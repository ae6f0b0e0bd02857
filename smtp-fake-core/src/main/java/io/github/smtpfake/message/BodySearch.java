package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.LowerCase;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Finds a text in the plain text or the HTML of messages, ignoring case. Parses a message only if neither its index nor
 * its bytes decide. Immutable and thread-safe.
 */
final class BodySearch implements Predicate<CapturedMessage> {
    private final String wanted;
    private final Optional<AsciiNeedle> needle;
    private final Function<MessageIndex, Optional<VerbatimText>> place;
    private final SearchedText body;

    private BodySearch(String text, Function<MessageIndex, Optional<VerbatimText>> place, SearchedText body) {
        this.wanted = LowerCase.of(text);
        this.needle = AsciiNeedle.of(wanted);
        this.place = place;
        this.body = body;
    }

    static BodySearch inText(String text) {
        return new BodySearch(text, MessageIndex::text, SearchedText.PLAIN);
    }

    static BodySearch inHtml(String text) {
        return new BodySearch(text, MessageIndex::html, SearchedText.HTML);
    }

    @Override
    public boolean test(CapturedMessage message) {
        MessageIndex index = message.index();
        if (!index.mayContain(wanted)) {
            return false;
        }
        Optional<VerbatimText> text = place.apply(index);
        // Line ends of the bytes differ from those of the text.
        if (text.isPresent() && wanted.indexOf('\n') < 0 && wanted.indexOf('\r') < 0) {
            return needle.isPresent()
                    && text.get().contains(needle.get(), message.rawMessage().loaded());
        }
        return QueryReading.search(message, body, found -> found.contains(wanted));
    }
}
