package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text in which a term without a keyword is searched. */
final class SearchText {
    private static final List<String> HEADERS =
            List.of("From", "Subject", "To", "Cc", "Bcc", "Reply-To", "Return-Path");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s\uFEFF><\",;()]+");

    private SearchText() {}

    static String of(CapturedMessage message) {
        Stream<String> headers = HEADERS.stream().flatMap(name -> message.headers().values(name).stream());
        String html = message.content().htmlAsText();
        Stream<String> body = Stream.of(html.isBlank() ? message.text().orElse("") : html);
        Stream<String> hidden = AddressField.BCC.of(message).stream().map(Object::toString);
        Stream<String> files = message.attachments().stream().flatMap(attachment -> attachment.fileName().stream());
        return clean(
                Stream.of(headers, hidden, body, files).flatMap(part -> part).collect(Collectors.joining(" ")));
    }

    /** Normalizes a text, so that line breaks, punctuation and case do not matter. */
    static String clean(String text) {
        return SEPARATORS.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
