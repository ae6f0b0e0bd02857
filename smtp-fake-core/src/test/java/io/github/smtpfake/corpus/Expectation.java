package io.github.smtpfake.corpus;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.Link;
import io.github.smtpfake.session.Problem;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The values of a message as JSON, in the format of the corpus. */
final class Expectation {

    private Expectation() {}

    static String of(CapturedMessage mail) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("subject", mail.subject());
        shown.put("from", addresses(mail.from()));
        shown.put("to", addresses(mail.to()));
        shown.put("cc", addresses(mail.cc()));
        shown.put("date", mail.content().date().map(OffsetDateTime::toString));
        shown.put("messageId", mail.content().messageId());
        shown.put("text", mail.text());
        shown.put("html", mail.html());
        shown.put(
                "attachments",
                mail.attachments().stream().map(Expectation::attachment).toList());
        shown.put("bodies", List.copyOf(mail.content().bodies().keySet()));
        shown.put("links", mail.links().stream().map(Link::toString).toList());
        shown.put("codes", mail.codes());
        shown.put("bcc", mail.bcc());
        shown.put(
                "problems", mail.problems().stream().map(Problem::id).distinct().toList());
        return json(shown, "") + "\n";
    }

    private static List<String> addresses(List<Address> addresses) {
        return addresses.stream().map(Address::toString).toList();
    }

    private static Map<String, Object> attachment(Attachment attachment) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("fileName", attachment.fileName());
        shown.put("contentType", attachment.contentType());
        shown.put("disposition", attachment.isInline() ? "inline" : "attachment");
        shown.put("contentId", attachment.contentId());
        shown.put("size", attachment.size());
        shown.put("sha256", attachment.sha256());
        attachment.message().ifPresent(message -> shown.put("messageSubject", message.subject()));
        return shown;
    }

    private static String json(Object value, String indent) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? json(optional.get(), indent) : "null";
        }
        String deeper = indent + "  ";
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> deeper + string(entry.getKey().toString()) + ": " + json(entry.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        }
        if (value instanceof Collection<?> list) {
            return list.isEmpty()
                    ? "[]"
                    : list.stream()
                            .map(element -> deeper + json(element, deeper))
                            .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
        }
        return value instanceof Number ? value.toString() : string(value.toString());
    }

    private static String string(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\ufffd') {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
