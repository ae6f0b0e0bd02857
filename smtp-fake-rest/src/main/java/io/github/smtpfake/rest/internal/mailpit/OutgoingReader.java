package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.mailpit.Outgoing.File;
import io.github.smtpfake.rest.internal.mailpit.Outgoing.Mailbox;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the request for a message, and refuses what would break its headers. */
final class OutgoingReader {
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>,;:()\\[\\]\\\\\"@\\p{Cntrl}]+@[^\\s<>,;()\\\\\"@\\p{Cntrl}]+");
    private static final Pattern FIELD_NAME = Pattern.compile("[!-9;-~]{1,100}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+(;[ -~]*)?");
    private static final Pattern CONTENT_ID = Pattern.compile("[!-;=?-~]{1,200}");
    private static final List<String> OWN_HEADERS = List.of(
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

    private OutgoingReader() {}

    /** @throws JsonException if something is missing or malformed; the message names it */
    static Outgoing read(JsonValue json) {
        List<String> tags = Bodies.texts(json, "Tags").stream()
                .flatMap(name -> Tags.clean(name).stream())
                .toList();
        Outgoing mail = new Outgoing(
                mailbox(json.required("From")),
                mailboxes(json, "To"),
                mailboxes(json, "Cc"),
                Bodies.elements(json, "Bcc").stream()
                        .map(OutgoingReader::address)
                        .toList(),
                mailboxes(json, "ReplyTo"),
                line(json, "Subject"),
                Bodies.text(json, "Text"),
                Bodies.text(json, "HTML"),
                headers(json, !tags.isEmpty()),
                tags,
                Bodies.elements(json, "Attachments").stream()
                        .map(OutgoingReader::file)
                        .toList());
        if (mail.recipients().isEmpty()) {
            throw json.wrong("has no recipient: give To, Cc or Bcc");
        }
        return mail;
    }

    private static List<Mailbox> mailboxes(JsonValue json, String name) {
        return Bodies.elements(json, name).stream().map(OutgoingReader::mailbox).toList();
    }

    private static Mailbox mailbox(JsonValue json) {
        return new Mailbox(line(json, "Name"), address(json.required("Email")));
    }

    private static String address(JsonValue json) {
        String address = json.text().strip();
        if (!ADDRESS.matcher(address).matches()) {
            throw json.wrong("must be an address such as ada@example.org");
        }
        return address;
    }

    /** Returns a text that goes into a header. */
    private static String line(JsonValue json, String name) {
        return json.member(name).map(OutgoingReader::line).orElse("");
    }

    private static String line(JsonValue json) {
        String text = json.text();
        if (text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw json.wrong("must be one line");
        }
        return text;
    }

    private static Map<String, String> headers(JsonValue json, boolean hasTags) {
        List<String> own = hasTags
                ? Stream.concat(OWN_HEADERS.stream(), Stream.of(TAGS_HEADER)).toList()
                : OWN_HEADERS;
        Map<String, String> headers = new LinkedHashMap<>();
        json.member("Headers").ifPresent(given -> {
            for (String name : given.names()) {
                JsonValue value = given.required(name);
                if (!FIELD_NAME.matcher(name).matches()) {
                    throw value.wrong("is no name of a header: take printable ASCII without colon and blank");
                }
                if (own.stream().anyMatch(name::equalsIgnoreCase)) {
                    throw value.wrong("cannot be set here, as it has a field of its own or is made by the server");
                }
                headers.put(name, line(value));
            }
        });
        return headers;
    }

    private static File file(JsonValue json) {
        String type = line(json, "ContentType");
        String contentId =
                json.member("ContentID").map(OutgoingReader::contentId).orElse("");
        if (!type.isEmpty() && !MEDIA_TYPE.matcher(type).matches()) {
            throw json.required("ContentType").wrong("must be a media type such as application/pdf");
        }
        return new File(
                line(json, "Filename"),
                type.isEmpty() ? "application/octet-stream" : type,
                contentId,
                content(json.required("Content")));
    }

    private static String contentId(JsonValue json) {
        String id = json.text();
        if (!id.isEmpty() && !CONTENT_ID.matcher(id).matches()) {
            throw json.wrong("must be printable ASCII without blanks and angle brackets");
        }
        return id;
    }

    /** A browser's data URL has a prefix that ends with a comma. */
    private static byte[] content(JsonValue json) {
        String text = json.text();
        try {
            return Base64.getDecoder()
                    .decode(text.substring(text.lastIndexOf(',') + 1).strip());
        } catch (IllegalArgumentException e) {
            throw json.wrong("must be base64: " + e.getMessage());
        }
    }
}
