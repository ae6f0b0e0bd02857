package io.github.smtpfake.rest.internal.mailpit.search;

import io.github.smtpfake.store.StoreQuery;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A query in Mailpit's search language. A message must match all terms. Spaces separate the terms, except within double
 * quotes; {@code -} or {@code !} negates a term.
 */
public final class SearchQuery {
    private final List<SearchTerm> terms;
    private final List<String> unreadable;
    private final List<String> withoutValue;

    private SearchQuery(List<SearchTerm> terms, List<String> unreadable, List<String> withoutValue) {
        this.terms = List.copyOf(terms);
        this.unreadable = List.copyOf(unreadable);
        this.withoutValue = List.copyOf(withoutValue);
    }

    /** Parses a query. */
    public static SearchQuery parse(String text, ZoneId zone) {
        List<SearchTerm> terms = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        List<String> withoutValue = new ArrayList<>();
        for (String word : words(text)) {
            boolean negated = word.length() > 1 && (word.startsWith("-") || word.startsWith("!"));
            SearchTerm term = SearchTerm.parse(negated ? word.substring(1) : word, zone);
            if (term instanceof SearchTerm.Unreadable) {
                unreadable.add(word);
            } else if (term instanceof SearchTerm.Everything) {
                withoutValue.add(word);
            } else {
                terms.add(negated ? term.negated() : term);
            }
        }
        return new SearchQuery(terms, unreadable, withoutValue);
    }

    /** Returns whether the query has no terms and, therefore, matches every message. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Returns the terms that have a value without a meaning, such as {@code after:someday}. Mailpit ignores them. */
    public List<String> unreadable() {
        return unreadable;
    }

    /** Returns the terms that have no value, such as {@code from:}. They are ignored, as in Mailpit. */
    public List<String> withoutValue() {
        return withoutValue;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                words.add(word.toString().strip());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString().strip());
        words.removeIf(one -> SearchValue.clean(one).isEmpty());
        return words;
    }

    /** Returns the query for a store. If terms contradict each other, it matches no message. */
    public StoreQuery toStoreQuery() {
        StoreQuery query = StoreQuery.all();
        for (SearchTerm term : terms) {
            query = term.addTo(query);
        }
        return query;
    }
}
