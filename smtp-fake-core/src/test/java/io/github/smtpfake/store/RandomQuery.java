package io.github.smtpfake.store;

import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.testing.Gen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A random query. The numbers of messages differ between stores, so it names messages by their positions.
 *
 * @param message the condition on envelope, session and content
 * @param after only messages after the one at this position; negative for all
 * @param before only messages before the one at this position; negative for all
 * @param begun only messages that began no earlier than the one at this position; negative for all
 * @param marks conditions on the marks that users set
 */
record RandomQuery(MessageQuery message, int after, int before, int begun, List<Mark> marks) {

    /** A condition on a mark. */
    enum Mark {
        READ(query -> query.read(true)),
        UNREAD(query -> query.read(false)),
        TAGGED(query -> query.tagged(true)),
        UNTAGGED(query -> query.tagged(false)),
        WORK(query -> query.tag("WORK")),
        NOT_WORK(query -> query.withoutTag("work")),
        ACCENT(query -> query.tag("É")),
        WILDCARD(query -> query.tag("a_b")),
        NEW(query -> query.withoutTag("new"));

        private final UnaryOperator<StoreQuery> condition;

        Mark(UnaryOperator<StoreQuery> condition) {
            this.condition = condition;
        }
    }

    private static final Gen<String> TEXTS = Gen.combine(
                    RandomMail.WORDS,
                    Gen.ints(0, 6),
                    (word, length) -> word.substring(0, Math.min(length, word.length())))
            .or(RandomMail.WORDS)
            .or(RandomMail.WORDS.lists(2, 3).map(words -> String.join(" ", words)))
            .or(RandomMail.ADDRESSES)
            .or(Gen.of(List.of("", "%", "_", "*", "  ", "\"", "tex", "ü")));
    private static final Gen<String> PATTERNS = RandomMail.ADDRESSES
            .or(RandomMail.ADDRESSES.map(address -> address.toUpperCase(Locale.ROOT)))
            .or(Gen.combine(
                    RandomMail.ADDRESSES,
                    Gen.ints(0, 8),
                    (address, start) -> "*" + address.substring(Math.min(start, address.length()))))
            .or(Gen.combine(
                    RandomMail.ADDRESSES,
                    Gen.ints(0, 8),
                    (address, end) -> address.substring(0, Math.min(end, address.length())) + "*"))
            .or(Gen.of(List.of("*", "**", "", "*@*", "*.*", "%", "a_a@example.org", "ada", "<>", "*da@*le*")))
            .or(Gen.of(List.of(
                    "*@exämple.org", "*@xn--exmple-cua.org", "*@*ä*", "*xn--*", "*@*mple.org", "ada@exämple.org")))
            .or(RandomMail.NAMES.or(RandomMail.FILES));

    private static Gen<MessageQuery> conditions() {
        MessageQuery any = MessageQuery.any();
        Gen<BiFunction<MessageQuery, String, MessageQuery>> patterned = Gen.of(List.of(
                MessageQuery::from,
                MessageQuery::to,
                MessageQuery::cc,
                MessageQuery::replyTo,
                MessageQuery::sender,
                MessageQuery::recipient,
                MessageQuery::attachment,
                MessageQuery::helo,
                MessageQuery::user,
                MessageQuery::session,
                (query, pattern) -> query.and(term(new Term.Matches(Field.BCC, pattern))),
                (query, pattern) -> query.and(term(new Term.Matches(Field.MESSAGE_ID, pattern)))));
        Gen<BiFunction<MessageQuery, String, MessageQuery>> textual = Gen.of(List.of(
                MessageQuery::subjectContains,
                MessageQuery::textContains,
                MessageQuery::htmlContains,
                MessageQuery::anyTextContains,
                (query, text) -> query.headerContains("X-TAG", text),
                (query, text) -> query.headerContains("subject", text),
                (query, text) -> query.and(term(new Term.Contains(Field.FROM, text))),
                (query, text) -> query.and(term(new Term.Contains(Field.TO, text))),
                (query, text) -> query.and(term(new Term.Contains(Field.BCC, text))),
                (query, text) -> query.and(term(new Term.Contains(Field.RECIPIENT, text))),
                (query, text) -> query.and(term(new Term.Contains(Field.MESSAGE_ID, text))),
                (query, text) -> query.and(term(new Term.Contains(Field.ATTACHMENT, text)))));
        Gen<BiFunction<MessageQuery, Integer, MessageQuery>> numeric = Gen.of(List.of(
                (query, number) -> query.largerThan(number * 40L),
                (query, number) -> query.smallerThan(number * 40L),
                (query, number) -> query.receivedAfter(RandomMail.START.plusSeconds(number * 3_600L)),
                (query, number) -> query.receivedBefore(RandomMail.START.plusSeconds(number * 3_600L)),
                (query, number) ->
                        query.and(term(new Term.Has(number > 2 ? Term.PartKind.ATTACHMENT : Term.PartKind.INLINE))),
                (query, number) -> query.matching(
                        "has at most " + number + " recipients",
                        message -> message.envelope().recipients().size() <= number)));
        return Gen.combine(patterned, PATTERNS, (condition, pattern) -> condition.apply(any, pattern))
                .or(Gen.combine(textual, TEXTS, (condition, text) -> condition.apply(any, text)))
                .or(Gen.combine(numeric, Gen.ints(0, 4), (condition, number) -> condition.apply(any, number)));
    }

    private static MessageQuery term(Term term) {
        return QueryTerms.query(MessageQuery.class, term, term.toString());
    }

    private static Gen<MessageQuery> composed(Gen<MessageQuery> conditions) {
        Gen<MessageQuery> all =
                conditions.lists(0, 3).map(list -> list.stream().reduce(MessageQuery.any(), MessageQuery::and));
        Gen<MessageQuery> either = Gen.combine(all, conditions, MessageQuery::or);
        return all.or(either).or(all.or(either).map(MessageQueries::not));
    }

    static Gen<List<RandomQuery>> queries() {
        Gen<MessageQuery> messages = composed(conditions().or(composed(conditions())));
        Gen<int[]> ranges = Gen.combine(Gen.of(List.of(-1, -1, 0, 1)), Gen.of(List.of(-1, -1, 4, 2)), (after, before) ->
                new int[] {after, before});
        Gen<RandomQuery> ranged = Gen.combine(
                Gen.combine(
                        messages,
                        ranges,
                        (message, range) -> new RandomQuery(message, range[0], range[1], -1, List.of())),
                Gen.of(List.of(-1, -1, 1, 3)),
                RandomQuery::withBegun);
        return Gen.combine(ranged, Gen.of(List.of(Mark.values())).lists(0, 2), RandomQuery::withMarks)
                .or(ranged)
                .lists(1, 4);
    }

    private RandomQuery withBegun(int newBegun) {
        return new RandomQuery(message, after, before, newBegun, marks);
    }

    private RandomQuery withMarks(List<Mark> newMarks) {
        return new RandomQuery(message, after, before, begun, newMarks);
    }

    /** Returns the query with the numbers of a store. */
    StoreQuery in(MessageStore store) {
        StoreQuery query = StoreQuery.of(message);
        List<StoredMessage> all = store.next(StoreQuery.all(), 1_000);
        if (after >= 0 && after < all.size()) {
            query = query.after(all.get(after).number());
        }
        if (before >= 0 && before < all.size()) {
            query = query.before(all.get(before).number());
        }
        if (begun >= 0 && begun < all.size()) {
            query = query.since(
                    new io.github.smtpfake.inbox.Mark(0, all.get(begun).begun()));
        }
        for (Mark mark : marks) {
            query = mark.condition.apply(query);
        }
        return query;
    }

    /** Returns the tags and one more. */
    static List<String> addTag(List<String> tags) {
        List<String> more = new ArrayList<>(tags);
        more.add("new");
        return more;
    }
}
