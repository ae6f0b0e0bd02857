package io.github.smtpfake.rest.internal.mailpit;

import java.util.List;

/**
 * What clients have noted of a message.
 *
 * @param read whether one of them has looked at it
 * @param tags its tags, sorted
 */
record Label(boolean read, List<String> tags) {

    Label withRead(boolean now) {
        return new Label(now, tags);
    }

    Label withTags(List<String> others) {
        return new Label(read, Tags.sorted(others));
    }
}
