package io.github.smtpfake.internal.delivery;

import java.util.List;

/**
 * The values of a message that a store needs to decide queries itself and that the message does not show publicly. All
 * others are accessors of the captured message.
 *
 * @param tags the tags that the message contains, as {@link Delivery#tags} returns them
 * @param fileNames the file names of its attachments and inline parts
 * @param anywhere the text in which {@link io.github.smtpfake.internal.query.Field#ANYWHERE} is searched, normalized
 */
public record SearchValues(List<String> tags, List<String> fileNames, String anywhere) {

    /** Returns the values of a captured message. Parses the message if necessary. */
    public static SearchValues of(Object message) {
        return Delivery.door().searchValues(message);
    }
}
