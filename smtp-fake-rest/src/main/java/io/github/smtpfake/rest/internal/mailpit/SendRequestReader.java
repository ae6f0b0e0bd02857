package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.internal.delivery.TagNames;
import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.mailpit.SendRequest.File;
import io.github.smtpfake.rest.internal.mailpit.SendRequest.Mailbox;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a {@link SendRequest}, and rejects values that would break the header of the message. Its errors are those of Mailpit. */
final class SendRequestReader {
    private static final Pattern FIELD_NAME = Pattern.compile("[!-9;-~]{1,100}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(;[ -~]*)?");
    private static final Pattern CONTENT_ID = Pattern.compile("[!-;=?-~]{1,200}");
    private static final List<String> RESERVED_HEADERS = List.of(
            "To",
            "From",
            "Cc",
            "Bcc",
            "Reply-To",
            "Date",
            "Subject",
            "Content-Type",
            "Mime-Version",
            "Content-Transfer-Encoding");
    private static final String TAGS_HEADER = "X-Tags";

    private SendRequestReader() {}

    /**
     * Reads a request.
     *
     * @throws JsonException if a member has the wrong type, or a value that the request cannot have; the message names the member
     * @throws InvalidSendException if a value is missing or invalid
     */
    static SendRequest read(JsonValue json) {
        List<Mailbox> to = mailboxes(json, "To", "To");
        List<Mailbox> cc = mailboxes(json, "Cc", "Cc");
        List<String> bcc = RequestBodies.elements(json, "Bcc").stream()
                .map(JsonValue::text)
                .map(given -> address(given, "Bcc"))
                .toList();
        List<Mailbox> replyTo = mailboxes(json, "ReplyTo", "Reply-To");
        List<String> tags = RequestBodies.texts(json, "Tags").stream()
                .flatMap(name -> TagNames.clean(name).stream())
                .toList();
        Map<String, String> headers = headers(json, !tags.isEmpty());
        List<File> files = RequestBodies.elements(json, "Attachments").stream()
                .map(SendRequestReader::file)
                .toList();
        if (json.member("From").flatMap(from -> from.member("Email")).isEmpty()) {
            throw new InvalidSendException("error building message: from not set");
        }
        if (to.isEmpty() && cc.isEmpty() && bcc.isEmpty()) {
            throw new InvalidSendException("error building message: no recipients (to, cc, bcc) set");
        }
        return new SendRequest(
                mailbox(json.required("From"), "From"),
                to,
                cc,
                bcc,
                replyTo,
                line(json, "Subject"),
                RequestBodies.text(json, "Text"),
                RequestBodies.text(json, "HTML"),
                headers,
                tags,
                files);
    }

    private static List<Mailbox> mailboxes(JsonValue json, String member, String header) {
        return RequestBodies.elements(json, member).stream()
                .map(given -> mailbox(given, header))
                .toList();
    }

    private static Mailbox mailbox(JsonValue json, String header) {
        return new Mailbox(line(json, "Name"), address(RequestBodies.text(json, "Email"), header));
    }

    private static String address(String given, String header) {
        return SendAddress.parse(given)
                .orElseThrow(() -> new InvalidSendException("invalid " + header + " address: " + given));
    }

    /** Returns a member that becomes the value of a header field. */
    private static String line(JsonValue json, String name) {
        return json.member(name).map(SendRequestReader::line).orElse("");
    }

    private static String line(JsonValue json) {
        String text = json.text();
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw json.wrong("must be one line");
        }
        return text;
    }

    private static Map<String, String> headers(JsonValue json, boolean hasTags) {
        List<String> reserved = hasTags
                ? Stream.concat(RESERVED_HEADERS.stream(), Stream.of(TAGS_HEADER))
                        .toList()
                : RESERVED_HEADERS;
        Map<String, String> headers = new LinkedHashMap<>();
        json.member("Headers").ifPresent(given -> {
            for (String name : given.names()) {
                if (!FIELD_NAME.matcher(name).matches()) {
                    throw new InvalidSendException("invalid header key: \"" + name + '"');
                }
                if (reserved.stream().anyMatch(name::equalsIgnoreCase)) {
                    throw new InvalidSendException("cannot overwrite header: \"" + name + '"');
                }
                headers.put(name, line(given.exactly(name)));
            }
        });
        return headers;
    }

    private static File file(JsonValue json) {
        String name = line(json, "Filename");
        byte[] content = content(RequestBodies.text(json, "Content"), name);
        String type = line(json, "ContentType");
        String contentId =
                json.member("ContentID").map(SendRequestReader::contentId).orElse("");
        if (!type.isEmpty() && !MEDIA_TYPE.matcher(type).matches()) {
            throw json.required("ContentType").wrong("must be a media type such as application/pdf");
        }
        return new File(name, type.isEmpty() ? DetectedType.of(content) : type, contentId, content);
    }

    private static String contentId(JsonValue json) {
        String id = json.text();
        if (!id.isEmpty() && !CONTENT_ID.matcher(id).matches()) {
            throw json.wrong("must be printable ASCII without spaces and angle brackets");
        }
        return id;
    }

    /** Decodes base64, which may have line ends; a data URL of a browser has a prefix that ends with a comma. */
    private static byte[] content(String text, String fileName) {
        String encoded = text.substring(text.lastIndexOf(',') + 1);
        String oneLine = encoded.replace("\r", "").replace("\n", "");
        if (oneLine.length() % 4 == 0) {
            try {
                return Base64.getDecoder().decode(oneLine);
            } catch (IllegalArgumentException e) {
                // Reported below, with the position in the text that was sent.
            }
        }
        throw new InvalidSendException("error decoding base64 attachment \"" + fileName
                + "\": illegal base64 data at input byte " + faultInBase64(encoded));
    }

    /** Returns the position of the first character that base64 does not have, or of the last group if that is incomplete. */
    private static int faultInBase64(String encoded) {
        int digits = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            boolean isDigit = c < 128 && (Character.isLetterOrDigit(c) || c == '+' || c == '/');
            if (!isDigit && c != '\r' && c != '\n') {
                return i;
            }
            digits += isDigit ? 1 : 0;
        }
        return encoded.length() - digits % 4;
    }
}
