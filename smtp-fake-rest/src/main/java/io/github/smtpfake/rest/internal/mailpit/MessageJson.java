package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.Link;
import io.github.smtpfake.rest.internal.api.NativeParameters;
import io.github.smtpfake.rest.internal.json.JsonProperty;
import io.github.smtpfake.rest.internal.mailpit.content.HeaderSpace;
import io.github.smtpfake.rest.internal.mailpit.content.MailContent;
import io.github.smtpfake.rest.internal.store.CutLists;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.store.StoredMessage;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A complete message. Envelope, links and one-time codes are additions to the API of Mailpit. */
record MessageJson(
        @JsonProperty("ID") String id,
        @JsonProperty("MessageID") String messageId,
        @JsonProperty("From") AddressJson from,
        @JsonProperty("To") List<AddressJson> to,
        @JsonProperty("Cc") List<AddressJson> cc,
        @JsonProperty("Bcc") List<AddressJson> bcc,
        @JsonProperty("ReplyTo") List<AddressJson> replyTo,
        @JsonProperty("ReturnPath") String returnPath,
        @JsonProperty("Subject") String subject,
        @JsonProperty("ListUnsubscribe") ListUnsubscribeJson listUnsubscribe,
        @JsonProperty("Date") String date,
        @JsonProperty("Tags") List<String> tags,
        @JsonProperty("Username") String username,
        @JsonProperty("Text") String text,
        @JsonProperty("HTML") String html,
        @JsonProperty("Size") int size,
        @JsonProperty("Inline") List<PartJson> inline,
        @JsonProperty("Attachments") List<PartJson> attachments,
        @JsonProperty("Envelope") EnvelopeJson envelope,
        @JsonProperty("Links") List<LinkJson> links,
        @JsonProperty("Codes") List<String> codes) {

    /** The addresses of the SMTP commands MAIL and RCPT. */
    record EnvelopeJson(
            @JsonProperty("From") String from,
            @JsonProperty("To") List<String> to) {}

    /** A link and the text that a reader sees. */
    record LinkJson(
            @JsonProperty("Text") String text,
            @JsonProperty("URL") String url) {
        static LinkJson of(Link link) {
            return new LinkJson(link.text(), link.href());
        }
    }

    static MessageJson of(StoredMessage stored, NativeParameters.Codes codes) {
        CapturedMessage message = stored.message();
        Envelope envelope = message.envelope();
        MailContent content = MailContent.of(message);
        AddressJson from = AddressJson.first(AddressField.FROM.of(message));
        return new MessageJson(
                message.id(),
                message.content().messageId().orElse(""),
                from,
                AddressJson.of(AddressField.TO.of(message)),
                AddressJson.of(AddressField.CC.of(message)),
                AddressJson.of(AddressField.BCC.of(message)),
                AddressJson.of(AddressField.REPLY_TO.of(message)),
                envelope.sender().isEmpty() ? from.address() : envelope.sender(),
                message.subject().map(HeaderSpace::unfolded).orElse(""),
                ListUnsubscribeJson.of(message),
                date(message),
                CutLists.beginning(stored.tags()),
                SummaryJson.user(message),
                content.text(),
                content.html(),
                message.size(),
                PartJson.of(content.inline()),
                PartJson.of(content.attachments()),
                new EnvelopeJson(envelope.sender(), envelope.recipients()),
                message.links().stream().limit(CutLists.MOST).map(LinkJson::of).toList(),
                codes.of(message).stream().limit(CutLists.MOST).toList());
    }

    private static String date(CapturedMessage message) {
        OffsetDateTime date =
                message.content().date().orElseGet(() -> message.receivedAt().atOffset(ZoneOffset.UTC));
        // Unlike toString, this format always contains the seconds.
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(date);
    }
}
