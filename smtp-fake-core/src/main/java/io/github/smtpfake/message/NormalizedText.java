package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.Percents;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a message as text without the values that change when the same message is sent again. */
final class NormalizedText {
    /** Attached messages are written in full down to this level; below it, as their size and SHA-256. */
    private static final int MOST_LEVELS = 10;

    private static final Set<String> DATES = Set.of("date", "resent-date");
    private static final Set<String> IDS =
            Set.of("message-id", "resent-message-id", "in-reply-to", "references", "content-id");

    private static final Pattern BRACKETED = Pattern.compile("<([^<>\\s]++)>");
    private static final Pattern CONTENT_REFERENCE =
            Pattern.compile("\\bcid:([^\\s\"'()<>;]++)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UUID = Pattern.compile(
            "\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BOUNDARY =
            Pattern.compile("boundary\\s*+=\\s*+(?:\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s;]++)", Pattern.CASE_INSENSITIVE);

    /** The words that replace ids, by kind and id. */
    private final Map<String, String> words = new HashMap<>();

    private final Map<String, Integer> counts = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private int level;

    private NormalizedText() {}

    static String of(ParsedMessage message) {
        NormalizedText normalized = new NormalizedText();
        normalized.write(message);
        return normalized.text.toString();
    }

    private void write(ParsedMessage message) {
        level++;
        write(message, message.root());
        level--;
    }

    private void write(ParsedMessage message, MimeNode node) {
        if (node instanceof Multipart multipart) {
            String boundary = newWord("boundary");
            writeHeaders(node.headers(), boundary);
            for (MimeNode part : multipart.parts()) {
                text.append("--").append(boundary).append('\n');
                write(message, part);
            }
            text.append("--").append(boundary).append("--\n");
        } else {
            writeHeaders(node.headers(), "<boundary>");
            writeBody(message, (MimePart) node);
        }
    }

    private void writeHeaders(Headers headers, String boundary) {
        for (Header field : headers) {
            text.append(field.name())
                    .append(": ")
                    .append(value(field, boundary))
                    .append('\n');
        }
        text.append('\n');
    }

    private String value(Header field, String boundary) {
        String name = field.name().toLowerCase(Locale.ROOT);
        if (DATES.contains(name)) {
            return "<date>";
        }
        if (IDS.contains(name)) {
            String kind = name.equals("content-id") ? "content-id" : "message-id";
            return replaceAll(BRACKETED, field.value(), id -> word(kind, id.group(1)));
        }
        String value = name.equals("content-type")
                ? replaceAll(BOUNDARY, field.value(), any -> "boundary=" + boundary)
                : replaceAll(
                        BRACKETED, field.value(), id -> words.getOrDefault("message-id " + id.group(1), id.group()));
        return withoutUuids(value);
    }

    private void writeBody(ParsedMessage message, MimePart part) {
        if (part.mediaType().startsWith("text/")) {
            String body = replaceAll(
                    CONTENT_REFERENCE, part.text(), id -> "cid:" + word("content-id", Percents.decode(id.group(1))));
            text.append(withoutUuids(body.replace("\r", "")));
            endLine();
            return;
        }
        if (level < MOST_LEVELS && part.isMessage()) {
            write(message.attached(part).orElseThrow());
        } else {
            text.append('(')
                    .append(part.body().facts().size())
                    .append(" bytes, SHA-256 ")
                    .append(part.body().sha256())
                    .append(")\n");
        }
    }

    private void endLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private String withoutUuids(String value) {
        return replaceAll(UUID, value, id -> word("uuid", id.group().toLowerCase(Locale.ROOT)));
    }

    private String word(String kind, String id) {
        return words.computeIfAbsent(kind + " " + id, key -> newWord(kind));
    }

    private String newWord(String kind) {
        return "<" + kind + "-" + counts.merge(kind, 1, Integer::sum) + ">";
    }

    private static String replaceAll(Pattern pattern, String value, Function<MatchResult, String> replacement) {
        return pattern.matcher(value).replaceAll(match -> Matcher.quoteReplacement(replacement.apply(match)));
    }
}
