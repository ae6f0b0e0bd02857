package io.github.smtpfake.client;

import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.store.StoreQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A query as the server reads it. The server decides what it can; if {@link #isExact()} is false, it may find more messages, and
 * the query itself must decide about each.
 *
 * @param members the members of the JSON object
 */
record QueryJson(Map<String, Object> members, boolean isExact) {
    /** The server limits the depth of JSON to 32, and each alternative adds three levels. */
    private static final int MAX_DEPTH = 6;

    private static final int MAX_TERMS = 1_000;
    private static final int MAX_CHARACTERS = 100_000;

    static QueryJson of(StoreQuery query) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("after", query.after());
        members.put("before", query.before());
        members.put("begun", query.begun());
        query.ids().ifPresent(ids -> members.put("ids", ids));
        query.read().ifPresent(read -> members.put("read", read));
        query.tagged().ifPresent(tagged -> members.put("tagged", tagged));
        members.put("tags", query.tags());
        members.put("absentTags", query.absentTags());
        Translator translator = new Translator();
        List<Object> terms = translator.allOf(QueryTerms.of(query.message()), 0);
        members.put("terms", terms);
        return new QueryJson(members, translator.isExact);
    }

    /** Translates terms, and leaves out those that only Java can decide. Used by one thread. */
    private static final class Translator implements Term.Visitor<Optional<Object>> {
        private boolean isExact = true;
        private int depth;
        private int size;
        private int characters;

        /** Returns terms that every message meets that meets all the given ones. */
        private List<Object> allOf(List<Term> terms, int atDepth) {
            List<Object> written = new ArrayList<>();
            for (Term term : terms) {
                depth = atDepth;
                Optional<Object> translated = ++size > MAX_TERMS ? undecided() : term.accept(this);
                translated.ifPresent(written::add);
            }
            return written;
        }

        private Optional<Object> undecided() {
            isExact = false;
            return Optional.empty();
        }

        private Optional<Object> term(String name, Object value) {
            return Optional.of(Map.of(name, value));
        }

        private Optional<Object> text(String name, String first, String firstValue, String text, String textValue) {
            characters += firstValue.length() + textValue.length();
            return characters > MAX_CHARACTERS ? undecided() : term(name, Map.of(first, firstValue, text, textValue));
        }

        private static String name(Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        @Override
        public Optional<Object> matches(Term.Matches term) {
            return text("matches", "field", name(term.field()), "pattern", term.pattern());
        }

        @Override
        public Optional<Object> contains(Term.Contains term) {
            return text("contains", "field", name(term.field()), "text", term.text());
        }

        @Override
        public Optional<Object> headerContains(Term.HeaderContains term) {
            return text("header", "name", term.name(), "text", term.text());
        }

        @Override
        public Optional<Object> receivedAfter(Term.ReceivedAfter term) {
            return term("receivedAfter", term.time().toString());
        }

        @Override
        public Optional<Object> receivedBefore(Term.ReceivedBefore term) {
            return term("receivedBefore", term.time().toString());
        }

        @Override
        public Optional<Object> largerThan(Term.LargerThan term) {
            return term("largerThan", term.bytes());
        }

        @Override
        public Optional<Object> smallerThan(Term.SmallerThan term) {
            return term("smallerThan", term.bytes());
        }

        @Override
        public Optional<Object> has(Term.Has term) {
            return term("has", name(term.kind()));
        }

        @Override
        public Optional<Object> anyOf(Term.AnyOf term) {
            int inner = depth + 1;
            if (inner > MAX_DEPTH) {
                return undecided();
            }
            List<Object> alternatives = new ArrayList<>();
            for (List<Term> alternative : term.alternatives()) {
                alternatives.add(allOf(alternative, inner));
            }
            return term("anyOf", alternatives);
        }

        /** Leaves the negation out unless all its terms are exact: fewer terms would make it find fewer messages. */
        @Override
        public Optional<Object> not(Term.Not term) {
            int inner = depth + 1;
            boolean isOuterExact = isExact;
            isExact = inner <= MAX_DEPTH;
            List<Object> terms = isExact ? allOf(term.terms(), inner) : List.of();
            if (!isExact) {
                return undecided();
            }
            isExact = isOuterExact;
            return term("not", terms);
        }

        @Override
        public Optional<Object> opaque(Term.Opaque term) {
            return undecided();
        }
    }
}
