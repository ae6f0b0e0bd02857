package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.store.StoreQuery;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A query in Mailpit's search language. A message must match all terms. Spaces separate the terms, except within double
 * quotes; {@code -} or {@code !} negates a term.
 */
final class SearchQuery {
    private final List<SearchTerm> terms;
    private final List<String> malformed;

    private SearchQuery(List<SearchTerm> terms, List<String> malformed) {
        this.terms = terms;
        this.malformed = malformed;
    }

    /** Parses a query. It ignores malformed terms, such as an invalid date, like Mailpit. */
    static SearchQuery parse(String text, ZoneId zone) {
        List<SearchTerm> terms = new ArrayList<>();
        List<String> malformed = new ArrayList<>();
        for (String word : words(text)) {
            boolean negated = word.length() > 1 && (word.startsWith("-") || word.startsWith("!"));
            SearchTerm.parse(negated ? word.substring(1) : word, zone)
                    .map(term -> negated ? term.negated() : term)
                    .ifPresentOrElse(terms::add, () -> malformed.add(word));
        }
        return new SearchQuery(terms, malformed);
    }

    /** Returns whether the query has no terms and, therefore, matches every message. */
    boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Returns the malformed terms, which are ignored. */
    List<String> malformed() {
        return malformed;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (Character.isWhitespace(c) && !quoted) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        words.removeIf(String::isBlank);
        return words;
    }

    /** Returns the query for a store. If terms contradict each other, it matches no message. */
    StoreQuery toStoreQuery() {
        StoreQuery query = StoreQuery.all();
        for (SearchTerm term : terms) {
            query = term.addTo(query);
        }
        return query;
    }
}
