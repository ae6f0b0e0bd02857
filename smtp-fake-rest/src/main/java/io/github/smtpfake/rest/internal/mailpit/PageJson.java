package io.github.smtpfake.rest.internal.mailpit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A page of messages; unlike everything else in snake case, as Mailpit has it.
 *
 * @param total messages in the store
 * @param count messages on this page
 * @param matched messages that match the query
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
