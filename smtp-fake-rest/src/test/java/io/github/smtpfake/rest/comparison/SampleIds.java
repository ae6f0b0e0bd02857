package io.github.smtpfake.rest.comparison;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The ids, as a {@link View} shows them, of searched messages for which the servers differ. */
final class SampleIds {
    static final Set<String> WITHOUT_MESSAGE_ID = ids(sample -> !sample.hasMessageId());
    // Mailpit finds hyphens between texts, and smtp-fake those of lists in HTML.
    static final Set<String> WITH_SEVERAL_TEXTS =
            ids(sample -> List.of("shown-text", "several-texts").contains(sample.name()));

    static final Set<String> WITH_LIST = ids(sample -> sample.name().equals("html-structure"));

    private SampleIds() {}

    private static Set<String> ids(Predicate<Sample> condition) {
        try {
            List<Sample> samples = Samples.searched();
            return IntStream.range(0, samples.size())
                    .filter(index -> condition.test(samples.get(index)))
                    .mapToObj(index -> "#" + index)
                    .collect(toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
