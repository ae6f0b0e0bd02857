package io.github.smtpfake.rest.internal.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The messages whose read marks or tags have changed, until they are compared with the requests that wait. Thread-safe. */
final class ChangedMarks {
    /** More messages take longer to compare than the requests take to search again. */
    private static final int MOST = 100;

    private final Set<String> ids = new LinkedHashSet<>();
    private boolean areMany;

    synchronized void add(List<String> changed) {
        areMany |= ids.size() + changed.size() > MOST;
        if (areMany) {
            ids.clear();
        } else {
            ids.addAll(changed);
        }
    }

    /** Removes and returns the ids of the messages; empty if they are too many to compare. */
    synchronized Optional<List<String>> take() {
        Optional<List<String>> taken = areMany ? Optional.empty() : Optional.of(List.copyOf(ids));
        ids.clear();
        areMany = false;
        return taken;
    }
}
