package io.github.smtpfake.rest.internal.mailpit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.store.StoredMessage;
import java.time.Instant;
import java.util.List;

/** A message in a list. */
record SummaryJson(
        @JsonProperty("ID") String id,
        @JsonProperty("MessageID") String messageId,
        @JsonProperty("Read") boolean read,
        @JsonProperty("From") AddressJson from,
        @JsonProperty("To") List<AddressJson> to,
        @JsonProperty("Cc") List<AddressJson> cc,
        @JsonProperty("Bcc") List<AddressJson> bcc,
        @JsonProperty("ReplyTo") List<AddressJson> replyTo,
        @JsonProperty("Subject") String subject,
        @JsonProperty("Created") Instant created,
        @JsonProperty("Username") String username,
        @JsonProperty("Tags") List<String> tags,
        @JsonProperty("Size") int size,
        @JsonProperty("Attachments") int attachments,
        @JsonProperty("Snippet") String snippet) {

    static SummaryJson of(StoredMessage stored) {
        CapturedMessage message = stored.message();
        return new SummaryJson(
                message.id(),
                message.messageId().orElse(""),
                stored.isRead(),
                AddressJson.first(AddressField.FROM.of(message)),
                AddressJson.of(AddressField.TO.of(message)),
                AddressJson.of(AddressField.CC.of(message)),
                AddressJson.of(AddressField.BCC.of(message)),
                AddressJson.of(AddressField.REPLY_TO.of(message)),
                message.subject().orElse(""),
                message.receivedAt(),
                user(message),
                stored.tags(),
                message.size(),
                message.attachmentCount() - message.inlinePartCount(),
                message.snippet());
    }

    static String user(CapturedMessage message) {
        return message.session().authentication().map(Authentication::user).orElse("");
    }
}
