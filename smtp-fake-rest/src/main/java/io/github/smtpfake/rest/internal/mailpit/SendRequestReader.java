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

/** Reads a {@link SendRequest}, and rejects values that would break the header of the message. */
final class SendRequestReader {
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s<>,;:()\\[\\]\\\\\"@\\p{Cntrl}]+@[^\\s<>,;()\\\\\"@\\p{Cntrl}]+");
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
     * @throws JsonException if a member is missing or invalid; the message names the member
     */
    static SendRequest read(JsonValue json) {
        List<String> tags = RequestBodies.texts(json, "Tags").stream()
                .flatMap(name -> TagNames.clean(name).stream())
                .toList();
        SendRequest request = new SendRequest(
                mailbox(json.required("From")),
                mailboxes(json, "To"),
                mailboxes(json, "Cc"),
                RequestBodies.elements(json, "Bcc").stream()
                        .map(SendRequestReader::address)
                        .toList(),
                mailboxes(json, "ReplyTo"),
                line(json, "Subject"),
                RequestBodies.text(json, "Text"),
                RequestBodies.text(json, "HTML"),
                headers(json, !tags.isEmpty()),
                tags,
                RequestBodies.elements(json, "Attachments").stream()
                        .map(SendRequestReader::file)
                        .toList());
        if (request.recipients().isEmpty()) {
            throw json.wrong("must have a recipient in To, Cc or Bcc");
        }
        return request;
    }

    private static List<Mailbox> mailboxes(JsonValue json, String name) {
        return RequestBodies.elements(json, name).stream()
                .map(SendRequestReader::mailbox)
                .toList();
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
                JsonValue value = given.required(name);
                if (!FIELD_NAME.matcher(name).matches()) {
                    throw value.wrong("must be a header name: printable ASCII without colons and spaces");
                }
                if (reserved.stream().anyMatch(name::equalsIgnoreCase)) {
                    throw value.wrong(
                            "cannot be set here: the request has a separate member for it, or the server generates it");
                }
                headers.put(name, line(value));
            }
        });
        return headers;
    }

    private static File file(JsonValue json) {
        String type = line(json, "ContentType");
        String contentId =
                json.member("ContentID").map(SendRequestReader::contentId).orElse("");
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
            throw json.wrong("must be printable ASCII without spaces and angle brackets");
        }
        return id;
    }

    /** Decodes base64; a data URL of a browser has a prefix that ends with a comma. */
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
