package io.github.smtpfake.internal.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts between queries and {@linkplain Term terms}. Terms are not part of the public API, so the class of the query
 * {@linkplain #setDoor registers} its access to them here. This package does not depend on that class.
 */
public final class QueryTerms {
    private static final Set<Field> IDENTITIES = EnumSet.of(
            Field.FROM,
            Field.TO,
            Field.CC,
            Field.BCC,
            Field.REPLY_TO,
            Field.SENDER,
            Field.RECIPIENT,
            Field.MESSAGE_ID,
            Field.HELO,
            Field.USER,
            Field.SESSION);

    /** Set once, when the class of the query is initialized. */
    private static volatile @Nullable Door door;

    private QueryTerms() {}

    /** Access to the terms of queries, which the class of the query implements. */
    public interface Door {
        /** Implements {@link QueryTerms#of}. */
        List<Term> terms(Object query);

        /** Implements {@link QueryTerms#matchesWithoutContent}. */
        boolean matchesWithoutContent(Object query, Object message);

        /** Implements {@link QueryTerms#query}. */
        Object query(Term term, String phrase);
    }

    /** Registers the access. Called by the static initializer of the class of the query. */
    public static void setDoor(Door access) {
        door = access;
    }

    /** Returns the terms of a query. A message matches the query if and only if it meets all of them. */
    public static List<Term> of(Object query) {
        return door(query.getClass()).terms(query);
    }

    /** Returns whether a query must parse a message unless another condition excludes it. */
    public static boolean needContent(Object query) {
        return of(query).stream().anyMatch(Term::needsContent);
    }

    /** Returns whether a message meets all conditions of a query that need not parse it. */
    public static boolean matchesWithoutContent(Object query, Object message) {
        return door(query.getClass()).matchesWithoutContent(query, message);
    }

    /**
     * Returns a query that consists of one term.
     *
     * @param type the class of the query
     * @param phrase the condition as it reads after the word "message", such as {@code with Message-ID containing "x"}
     * @throws IllegalArgumentException if the term is or contains a {@link Term.Opaque}
     */
    public static <Q> Q query(Class<Q> type, Term term, String phrase) {
        return type.cast(door(type).query(term, phrase));
    }

    /**
     * Returns the addresses, users, names and ids to which a query is restricted, each as {@code recipient
     * ada@example.org}. Patterns with a wildcard do not count, because they also match what other tests use.
     */
    public static List<String> identities(Object query) {
        List<String> identities = new ArrayList<>();
        for (Term term : of(query)) {
            if (term instanceof Term.Matches matches
                    && IDENTITIES.contains(matches.field())
                    && matches.pattern().indexOf('*') < 0) {
                String field = matches.field().name().replace('_', '-');
                identities.add((field + " " + matches.pattern()).toLowerCase(Locale.ROOT));
            }
        }
        return identities;
    }

    private static Door door(Class<?> type) {
        Door installed = door;
        if (installed == null) {
            initialize(type);
            installed = door;
        }
        if (installed == null) {
            throw new IllegalStateException(type + " has not registered its access");
        }
        return installed;
    }

    private static void initialize(Class<?> type) {
        try {
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
