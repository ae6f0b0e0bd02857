package io.github.smtpfake.message;

import io.github.smtpfake.internal.delivery.TagNames;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the tags that a message contains. */
final class MessageTags {
    private static final String HEADER = "X-Tags";

    private MessageTags() {}

    /** Returns the tags in the X-Tags header and in addresses, sorted. */
    static List<String> of(Headers headers, Stream<String> addresses) {
        List<String> found = new ArrayList<>();
        headers.values(HEADER).forEach(list -> found.addAll(TagNames.ofList(list)));
        addresses.forEach(address -> found.addAll(TagNames.ofAddress(address)));
        return TagNames.sorted(found);
    }
}
