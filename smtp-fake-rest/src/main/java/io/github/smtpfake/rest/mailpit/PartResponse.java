package io.github.smtpfake.rest.mailpit;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.rest.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** The octets of a part, so that no browser takes them for a page of this server. */
final class PartResponse {
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    // RFC 8187, section 3.2.1.
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    private PartResponse() {}

    static Response of(Part part) {
        Attachment attachment = part.attachment();
        String type = attachment.contentType();
        String name = attachment.fileName().or(attachment::contentId).orElse("");
        return Response.stream(
                        200,
                        MEDIA_TYPE.matcher(type).matches() ? type : UNKNOWN_TYPE,
                        attachment.openStream(),
                        attachment.size())
                .with("Content-Disposition", (SHOWN.contains(type) ? "inline" : "attachment") + fileName(name))
                .with("Content-Security-Policy", MailpitDialect.SANDBOX);
    }

    /** Returns the name as a parameter for every client (RFC 6266, section 4.3), without what could end the header. */
    private static String fileName(String name) {
        if (name.isEmpty()) {
            return "";
        }
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(point -> plain.appendCodePoint(isPlain(point) ? point : '_'));
        return "; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static boolean isPlain(int point) {
        return point >= ' ' && point < 127 && point != '"' && point != '\\' && point != '%' && point != '/';
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        name.codePoints()
                .filter(point -> Character.getType(point) != Character.CONTROL
                        && Character.getType(point) != Character.FORMAT
                        && Character.getType(point) != Character.SURROGATE)
                .forEach(point -> {
                    if (point < 127 && (Character.isLetterOrDigit(point) || ATTRIBUTE_CHARACTERS.indexOf(point) >= 0)) {
                        encoded.appendCodePoint(point);
                    } else {
                        percent(encoded, point);
                    }
                });
        return encoded.toString();
    }

    private static void percent(StringBuilder encoded, int point) {
        for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%')
                    .append(Character.toUpperCase(Character.forDigit(octet >> 4 & 0xF, 16)))
                    .append(Character.toUpperCase(Character.forDigit(octet & 0xF, 16)));
        }
    }
}
