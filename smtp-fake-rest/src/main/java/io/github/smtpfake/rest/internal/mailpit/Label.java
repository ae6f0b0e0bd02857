package io.github.smtpfake.rest.internal.mailpit;

import java.util.List;

/**
 * The read mark and the tags of a message.
 *
 * @param read whether a client has opened the message or marked it as read
 * @param tags sorted, without duplicates
 */
record Label(boolean read, List<String> tags) {

    Label withRead(boolean newRead) {
        return new Label(newRead, tags);
    }

    Label withTags(List<String> newTags) {
        return new Label(read, Tags.sorted(newTags));
    }
}
