package io.github.smtpfake.rest.internal.mailpit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A page of messages. Its names are in snake case, unlike all other JSON of Mailpit.
 *
 * @param total the number of stored messages
 * @param count the number of messages on this page
 * @param matched the number of messages that match the query
 */
record PageJson(
        int total,
        int unread,
        int count,
        @JsonProperty("messages_count") int matched,
        @JsonProperty("messages_unread") int matchedUnread,
        int start,
        List<String> tags,
        List<SummaryJson> messages) {}
