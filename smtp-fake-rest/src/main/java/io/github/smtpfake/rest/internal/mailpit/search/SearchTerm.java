package io.github.smtpfake.rest.internal.mailpit.search;

import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.mailpit.content.HeaderSpace;
import io.github.smtpfake.rest.internal.mailpit.content.ListedContent;
import io.github.smtpfake.store.StoreQuery;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One term of a {@link SearchQuery}. To add a keyword, add a case to {@link #parse}. */
sealed interface SearchTerm {
    /** Bounds the alternatives of a search; nobody looks for more words of one subject. */
    int MAX_FOLDS = 10;

    /** Returns a copy of the query that also requires messages to match this term. */
    StoreQuery addTo(StoreQuery query);

    /** Returns the term that all other messages match. */
    SearchTerm negated();

    /** Matches messages by their content. */
    record Content(MessageQuery condition) implements SearchTerm {

        static Content of(Term term, String word) {
            return new Content(QueryTerms.query(MessageQuery.class, term, word));
        }

        @Override
        public StoreQuery addTo(StoreQuery query) {
            return query.matching(condition);
        }

        @Override
        public SearchTerm negated() {
            return new Content(MessageQueries.not(condition));
        }
    }

    /** Matches messages that are marked as read, or those that are not. */
    record Read(boolean isRead) implements SearchTerm {

        @Override
        public StoreQuery addTo(StoreQuery query) {
            return query.read(isRead);
        }

        @Override
        public SearchTerm negated() {
            return new Read(!isRead);
        }
    }

    /** Matches messages that have any tag, or those that have none. */
    record Tagged(boolean isTagged) implements SearchTerm {

        @Override
        public StoreQuery addTo(StoreQuery query) {
            return query.tagged(isTagged);
        }

        @Override
        public SearchTerm negated() {
            return new Tagged(!isTagged);
        }
    }

    /** Matches messages that have a tag, or those that do not have it. */
    record Tag(String name, boolean isPresent) implements SearchTerm {

        @Override
        public StoreQuery addTo(StoreQuery query) {
            return isPresent ? query.tag(name) : query.withoutTag(name);
        }

        @Override
        public SearchTerm negated() {
            return new Tag(name, !isPresent);
        }
    }

    /** A term without a value: every message matches it, and also its negation. */
    record Everything() implements SearchTerm {

        @Override
        public StoreQuery addTo(StoreQuery query) {
            return query;
        }

        @Override
        public SearchTerm negated() {
            return this;
        }
    }

    /** A term whose value has no meaning. A search with it must not find other messages instead. */
    record Unreadable() implements SearchTerm {

        @Override
        public StoreQuery addTo(StoreQuery query) {
            throw new IllegalStateException("The term has no meaning");
        }

        @Override
        public SearchTerm negated() {
            return this;
        }
    }

    /** Parses a term: a keyword, a colon and a value, or a word to find in the text. */
    static SearchTerm parse(String word, ZoneId zone) {
        int colon = word.indexOf(':');
        String keyword = word.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
        String value = word.substring(colon + 1);
        String cleaned = SearchValue.clean(value);
        return switch (keyword) {
            case "from" -> address(word, value, Field.FROM);
            case "to" -> address(word, value, Field.TO);
            case "cc" -> address(word, value, Field.CC);
            case "bcc" -> address(word, value, Field.BCC);
            case "reply-to" -> address(word, value, Field.REPLY_TO);
            case "addressed" -> address(word, value, Field.FROM, Field.TO, Field.CC, Field.BCC, Field.REPLY_TO);
            case "subject" -> subject(word, value);
            case "message-id" -> contains(word, Field.MESSAGE_ID, cleaned);
            case "header" -> header(word, value.strip());
            case "tag" -> cleaned.isEmpty() ? new Everything() : new Tag(cleaned, true);
            case "is" -> is(word, value.toLowerCase(Locale.ROOT));
            case "has" -> has(word, value.toLowerCase(Locale.ROOT));
            case "after" -> date(value, zone, date -> notBefore(date));
            case "before" -> date(value, zone, date -> notBefore(date).negated());
            case "larger" -> size(word, cleaned, bytes -> smaller(bytes).negated());
            case "smaller" -> size(word, cleaned, bytes -> smaller(bytes));
            default -> anywhere(word);
        };
    }

    /** Finds the value as it is, in which a name and an address may be, and as Mailpit cleans it. */
    private static SearchTerm address(String word, String value, Field... fields) {
        String cleaned = SearchValue.clean(value);
        if (cleaned.isEmpty()) {
            return new Everything();
        }
        List<List<Term>> alternatives = Stream.of(cleaned, value.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .flatMap(wanted -> Arrays.stream(fields).map(field -> List.<Term>of(new Term.Contains(field, wanted))))
                .toList();
        Term term = alternatives.size() == 1 ? alternatives.get(0).get(0) : new Term.AnyOf(alternatives);
        return Content.of(term, word);
    }

    /** Finds the value also where one of its spaces was folded with a tab, which {@link HeaderSpace} shows as a space. */
    private static SearchTerm subject(String word, String value) {
        if (value.indexOf(' ') < 0) {
            return contains(word, Field.SUBJECT, value);
        }
        List<List<Term>> alternatives = new ArrayList<>();
        alternatives.add(List.of(new Term.Contains(Field.SUBJECT, value)));
        for (int space = value.indexOf(' ');
                space >= 0 && alternatives.size() <= MAX_FOLDS;
                space = value.indexOf(' ', space + 1)) {
            String folded = value.substring(0, space) + "\t" + value.substring(space + 1);
            alternatives.add(List.of(new Term.Contains(Field.SUBJECT, folded)));
        }
        return Content.of(new Term.AnyOf(alternatives), word);
    }

    private static SearchTerm contains(String word, Field field, String value) {
        return value.isEmpty() ? new Everything() : Content.of(new Term.Contains(field, value), word);
    }

    /** Parses {@code Name}, which finds a header, or {@code "Name: value"}, which finds a header with this text. */
    private static SearchTerm header(String word, String value) {
        int colon = value.indexOf(':');
        String name = (colon < 0 ? value : value.substring(0, colon)).strip();
        String wanted = colon < 0 ? "" : value.substring(colon + 1).strip();
        return name.isEmpty() ? new Everything() : Content.of(new Term.HeaderContains(name, wanted), word);
    }

    private static SearchTerm is(String word, String value) {
        return switch (value) {
            case "read" -> new Read(true);
            case "unread" -> new Read(false);
            case "tagged" -> new Tagged(true);
            default -> anywhere(word);
        };
    }

    private static SearchTerm has(String word, String value) {
        return switch (value) {
            case "attachment", "attachments" -> files("has attached files", content -> content.attachments() > 0);
            case "inline", "inlines" -> files("has inline files", content -> content.inline() > 0);
            default -> anywhere(word);
        };
    }

    /** Mailpit has its own rules which files are attached, so a store can only exclude messages without any. */
    private static SearchTerm files(String clause, Predicate<ListedContent> condition) {
        Term anyFile = new Term.AnyOf(
                List.of(List.of(new Term.Has(Term.PartKind.ATTACHMENT)), List.of(new Term.Has(Term.PartKind.INLINE))));
        return new Content(QueryTerms.query(MessageQuery.class, anyFile, "with files")
                .matching(clause, message -> condition.test(ListedContent.of(message))));
    }

    private static SearchTerm date(String value, ZoneId zone, Function<Instant, SearchTerm> condition) {
        return SearchValue.clean(value).isEmpty()
                ? new Everything()
                : SearchDate.parse(value, zone).map(condition).orElseGet(Unreadable::new);
    }

    private static SearchTerm notBefore(Instant date) {
        return new Content(MessageQueries.receivedBefore(date)).negated();
    }

    private static SearchTerm size(String word, String value, LongFunction<SearchTerm> condition) {
        OptionalLong bytes = SearchSize.parse(value);
        return bytes.isPresent() ? condition.apply(bytes.getAsLong()) : anywhere(word);
    }

    private static SearchTerm smaller(long bytes) {
        return new Content(MessageQueries.smallerThan(bytes));
    }

    private static SearchTerm anywhere(String word) {
        return SearchValue.clean(word).isEmpty() ? new Everything() : new Content(MessageQueries.anyTextContains(word));
    }
}
