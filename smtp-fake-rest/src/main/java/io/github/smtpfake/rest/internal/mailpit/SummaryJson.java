package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.json.JsonProperty;
import io.github.smtpfake.rest.internal.mailpit.content.HeaderSpace;
import io.github.smtpfake.rest.internal.mailpit.content.ListedContent;
import io.github.smtpfake.rest.internal.store.CutLists;
import io.github.smtpfake.rest.internal.store.RowValues;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.store.StoredMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** Returns the JSON of a message; only its envelope and its size if it cannot be read. */
    static SummaryJson of(StoredMessage stored, RowValues row) {
        CapturedMessage message = stored.message();
        AddressJson from = AddressJson.first(row.read(() -> AddressField.FROM.of(message), List.of()));
        List<AddressJson> to = AddressJson.of(row.read(() -> AddressField.TO.of(message), List.of()));
        List<AddressJson> cc = AddressJson.of(row.read(() -> AddressField.CC.of(message), List.of()));
        List<AddressJson> bcc = AddressJson.of(row.read(() -> AddressField.BCC.of(message), List.of()));
        List<AddressJson> replyTo = AddressJson.of(row.read(() -> AddressField.REPLY_TO.of(message), List.of()));
        Optional<String> messageId = row.read(message::messageId, Optional.empty());
        Optional<String> subject = row.read(message::subject, Optional.empty());
        Optional<ListedContent> content = ListedContent.ofKept(message)
                .or(() -> row.readContent(() -> Optional.of(ListedContent.of(message)), Optional.empty()));
        return new SummaryJson(
                message.id(),
                messageId.orElse(""),
                stored.isRead(),
                from,
                to,
                cc,
                bcc,
                replyTo,
                subject.map(HeaderSpace::unfolded).orElse(""),
                message.receivedAt(),
                user(message),
                CutLists.beginning(stored.tags()),
                message.size(),
                content.map(ListedContent::attachments).orElse(0),
                content.map(ListedContent::snippet).orElse(""));
    }

    static String user(CapturedMessage message) {
        return message.session().authentication().map(Authentication::user).orElse("");
    }
}
