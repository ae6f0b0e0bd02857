package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.rest.internal.json.JsonProperty;
import java.util.List;

/**
 * A page of messages, except the messages themselves. Its names are in snake case, unlike all other JSON of Mailpit.
 *
 * @param total the number of stored messages
 * @param count the number of messages on this page
 * @param matched the number of messages that match the query
 * @param tags the first tags of the store; {@code /api/v1/tags} returns all
 */
record PageJson(
        long total,
        long unread,
        int count,
        @JsonProperty("messages_count") long matched,
        @JsonProperty("messages_unread") long matchedUnread,
        int start,
        List<String> tags) {}
