package io.github.smtpfake.rest.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The messages that the answers to a search list.
 *
 * @param original the ids in the answer of Mailpit
 * @param ours the ids in the answer of smtp-fake
 */
record FoundMessages(Set<String> original, Set<String> ours) {

    static FoundMessages of(Difference difference) {
        return new FoundMessages(ids(difference.originalView()), ids(difference.oursView()));
    }

    private static Set<String> ids(JsonNode view) {
        return new LinkedHashSet<>(view.path("body").path("messages").findValuesAsText("ID"));
    }

    /** Returns whether the answers differ, and only in messages with these ids. */
    boolean differOnlyIn(Set<String> ids) {
        Set<String> one = new LinkedHashSet<>(original);
        one.removeAll(ours);
        Set<String> other = new LinkedHashSet<>(ours);
        other.removeAll(original);
        one.addAll(other);
        return !one.isEmpty() && ids.containsAll(one);
    }

    /** Returns whether only Mailpit finds some of certain messages, or only smtp-fake some of others, and all else is equal. */
    boolean differOnlyIn(Set<String> idsOfOriginal, Set<String> idsOfOurs) {
        Set<String> onlyOriginal = new LinkedHashSet<>(original);
        onlyOriginal.removeAll(ours);
        Set<String> onlyOurs = new LinkedHashSet<>(ours);
        onlyOurs.removeAll(original);
        return !(onlyOriginal.isEmpty() && onlyOurs.isEmpty())
                && idsOfOriginal.containsAll(onlyOriginal)
                && idsOfOurs.containsAll(onlyOurs);
    }

    /** Returns whether smtp-fake finds more by a term of the query or, if the term is negated, fewer. */
    boolean areMoreFor(String query, Pattern term) {
        return isNegated(query, term) ? original.containsAll(ours) : ours.containsAll(original);
    }

    /** Returns whether smtp-fake finds fewer by a term of the query or, if the term is negated, more. */
    boolean areFewerFor(String query, Pattern term) {
        return isNegated(query, term) ? ours.containsAll(original) : original.containsAll(ours);
    }

    private static boolean isNegated(String query, Pattern term) {
        return Pattern.compile("(^| )[-!]\"?" + term.pattern(), term.flags())
                .matcher(query)
                .find();
    }
}
