package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.Header;
import io.github.smtpfake.message.Link;
import io.github.smtpfake.rest.internal.json.JsonUnwrapped;
import io.github.smtpfake.rest.internal.store.CutLists;
import io.github.smtpfake.rest.internal.store.RowValues;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.store.StoredMessage;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message with its content. Lists that are too long are cut; the raw message has all of them. */
record MessageJson(
        @JsonUnwrapped SummaryJson summary,
        @Nullable String messageId,
        @Nullable Instant date,
        List<HeaderJson> headers,
        @Nullable String text,
        @Nullable String html,
        List<String> bcc,
        List<AttachmentJson> attachments,
        List<Link> links,
        List<String> codes,
        List<CalendarEventJson> calendarEvents,
        Session session,
        List<ProblemJson> problems) {

    /**
     * Returns the JSON of a message.
     *
     * @param codes the one-time codes of the message
     */
    static MessageJson of(StoredMessage stored, List<String> codes) {
        CapturedMessage message = stored.message();
        CutLists lists = new CutLists();
        List<HeaderJson> headers = lists.cut("headers", message.headers().all()).stream()
                .map(HeaderJson::of)
                .toList();
        List<String> bcc = lists.cut("bcc", message.bcc());
        List<AttachmentJson> attachments = attachments(lists.cut("attachments", message.attachments()));
        List<Link> links = lists.cut("links", message.links());
        List<String> firstCodes = lists.cut("codes", codes);
        List<CalendarEventJson> calendarEvents =
                CalendarEventJson.of(message.content().calendarEvents(), lists);
        List<ProblemJson> problems = ProblemJson.of(lists.cut("problems", message.problems()));
        return new MessageJson(
                // After all lists, because it counts what is cut.
                SummaryJson.of(stored, new RowValues(), lists),
                message.content().messageId().orElse(null),
                message.content().date().map(OffsetDateTime::toInstant).orElse(null),
                headers,
                message.text().orElse(null),
                message.html().orElse(null),
                bcc,
                attachments,
                links,
                firstCodes,
                calendarEvents,
                Session.of(message.session(), message.envelope()),
                problems);
    }

    private static List<AttachmentJson> attachments(List<Attachment> attachments) {
        List<AttachmentJson> numbered = new ArrayList<>(attachments.size());
        for (Attachment attachment : attachments) {
            numbered.add(AttachmentJson.of(numbered.size(), attachment));
        }
        return numbered;
    }

    /** A decoded header field. */
    record HeaderJson(String name, String value) {
        static HeaderJson of(Header header) {
            return new HeaderJson(header.name(), header.value());
        }
    }

    /** An attachment or inline part, without its bytes. */
    record AttachmentJson(
            int index,
            @Nullable String fileName,
            String contentType,
            String disposition,
            @Nullable String contentId,
            int size,
            String sha256) {

        static AttachmentJson of(int index, Attachment attachment) {
            return new AttachmentJson(
                    index,
                    attachment.fileName().orElse(null),
                    attachment.contentType(),
                    attachment.isInline() ? "inline" : "attachment",
                    attachment.contentId().orElse(null),
                    attachment.size(),
                    attachment.sha256());
        }
    }

    /** The session that delivered the message, and the parameters that its MAIL command declared. */
    record Session(
            String id,
            @Nullable String helo,
            String client,
            @Nullable String user,
            @Nullable TlsInfo tls,
            boolean smtputf8,
            @Nullable String body) {
        static Session of(SessionInfo session, Envelope envelope) {
            return new Session(
                    session.id(),
                    session.helo().orElse(null),
                    session.client(),
                    session.authentication().map(Authentication::user).orElse(null),
                    session.tls().orElse(null),
                    envelope.parameters().containsKey("SMTPUTF8"),
                    envelope.parameters().get("BODY"));
        }
    }
}
