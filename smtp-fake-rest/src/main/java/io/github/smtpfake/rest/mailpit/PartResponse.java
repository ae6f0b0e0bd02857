package io.github.smtpfake.rest.mailpit;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.rest.http.ContentDisposition;
import io.github.smtpfake.rest.http.Response;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The octets of a part, so that no browser takes them for a page of this server. */
final class PartResponse {
    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");
    private static final String UNKNOWN_TYPE = "application/octet-stream";

    private PartResponse() {}

    static Response of(Part part) {
        Attachment attachment = part.attachment();
        String type = attachment.contentType();
        Optional<String> name = attachment.fileName().or(attachment::contentId);
        return Response.stream(
                        200,
                        MEDIA_TYPE.matcher(type).matches() ? type : UNKNOWN_TYPE,
                        attachment.openStream(),
                        attachment.size())
                .with(
                        "Content-Disposition",
                        SHOWN.contains(type) ? ContentDisposition.inline(name) : ContentDisposition.attachment(name))
                .with("Content-Security-Policy", MailpitDialect.SANDBOX);
    }
}
