package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.store.StoreQuery;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One term of a {@link SearchQuery}. To add a keyword, add a case to {@link #parse}. */
sealed interface SearchTerm {

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

    /** Parses a term: a keyword, a colon and a value, or a word to find in the text. Empty if the term is malformed. */
    static Optional<SearchTerm> parse(String word, ZoneId zone) {
        int colon = word.indexOf(':');
        String keyword = word.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
        String value = word.substring(colon + 1).strip();
        return switch (keyword) {
            case "from" -> contains(word, value, Field.FROM);
            case "to" -> contains(word, value, Field.TO);
            case "cc" -> contains(word, value, Field.CC);
            case "bcc" -> contains(word, value, Field.BCC);
            case "reply-to" -> contains(word, value, Field.REPLY_TO);
            case "addressed" -> contains(word, value, Field.FROM, Field.TO, Field.CC, Field.BCC, Field.REPLY_TO);
            case "subject" -> contains(word, value, Field.SUBJECT);
            case "message-id" -> contains(word, value, Field.MESSAGE_ID);
            case "header" -> header(word, value);
            case "tag" -> value.isEmpty() ? Optional.empty() : Optional.of(new Tag(value, true));
            case "is" -> is(value.toLowerCase(Locale.ROOT));
            case "has" -> has(word, value.toLowerCase(Locale.ROOT));
            // The dates are inclusive.
            case "after" ->
                SearchDate.parse(value, zone).map(date -> new Content(MessageQueries.receivedBefore(date)).negated());
            case "before" ->
                SearchDate.parse(value, zone).map(date -> new Content(MessageQueries.receivedAfter(date)).negated());
            case "larger" ->
                SearchSize.parse(value).map(size -> new Content(MessageQueries.largerThan((long) Math.floor(size))));
            case "smaller" ->
                SearchSize.parse(value).map(size -> new Content(MessageQueries.smallerThan((long) Math.ceil(size))));
            default -> anywhere(word);
        };
    }

    private static Optional<SearchTerm> contains(String word, String value, Field... fields) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        List<List<Term>> alternatives = Arrays.stream(fields)
                .map(field -> List.<Term>of(new Term.Contains(field, value)))
                .toList();
        Term term = fields.length == 1 ? alternatives.get(0).get(0) : new Term.AnyOf(alternatives);
        return Optional.of(Content.of(term, word));
    }

    /** Parses {@code Name}, which finds a header, or {@code "Name: value"}, which finds a header with this text. */
    private static Optional<SearchTerm> header(String word, String value) {
        int colon = value.indexOf(':');
        String name = (colon < 0 ? value : value.substring(0, colon)).strip();
        String wanted = colon < 0 ? "" : value.substring(colon + 1).strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(Content.of(new Term.HeaderContains(name, wanted), word));
    }

    private static Optional<SearchTerm> is(String value) {
        return switch (value) {
            case "read" -> Optional.of(new Read(true));
            case "unread" -> Optional.of(new Read(false));
            case "tagged" -> Optional.of(new Tagged(true));
            default -> Optional.empty();
        };
    }

    private static Optional<SearchTerm> has(String word, String value) {
        return switch (value) {
            case "attachment", "attachments" -> Optional.of(Content.of(new Term.Has(Term.PartKind.ATTACHMENT), word));
            case "inline", "inlines" -> Optional.of(Content.of(new Term.Has(Term.PartKind.INLINE), word));
            default -> Optional.empty();
        };
    }

    private static Optional<SearchTerm> anywhere(String word) {
        return SearchText.normalize(word).isEmpty()
                ? Optional.empty()
                : Optional.of(new Content(MessageQueries.anyTextContains(word)));
    }
}
