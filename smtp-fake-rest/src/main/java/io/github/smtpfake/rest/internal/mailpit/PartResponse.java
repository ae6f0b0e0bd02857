package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.internal.delivery.MessagePart;
import io.github.smtpfake.rest.internal.http.ContentDisposition;
import io.github.smtpfake.rest.internal.http.MediaType;
import io.github.smtpfake.rest.internal.http.Response;
import java.util.Optional;
import java.util.Set;

/** The content of a part. Headers prevent a browser from treating it as a page of this server. */
final class PartResponse {
    private static final Set<String> SHOWN_INLINE = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final String SANDBOX = "sandbox; default-src 'none'";

    private PartResponse() {}

    static Response of(MessagePart part) {
        String type = part.mediaType();
        Optional<String> name = part.fileName().or(part::contentId);
        return Response.stream(200, MediaType.orUnknown(type), part.newInputStream(), part.size())
                .with(
                        "Content-Disposition",
                        SHOWN_INLINE.contains(type)
                                ? ContentDisposition.inline(name)
                                : ContentDisposition.attachment(name))
                .with("Content-Security-Policy", SANDBOX);
    }
}
