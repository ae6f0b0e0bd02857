package io.github.smtpfake.message;

import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.internal.text.Wildcard;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Decides in Java whether a message meets a {@link Term}. */
final class TermPredicate implements Term.Visitor<Predicate<CapturedMessage>> {
    private static final TermPredicate INSTANCE = new TermPredicate();

    private TermPredicate() {}

    /**
     * Returns the predicate of a term.
     *
     * @throws IllegalArgumentException if the term is or contains a {@link Term.Opaque}
     */
    static Predicate<CapturedMessage> of(Term term) {
        return term.accept(INSTANCE);
    }

    private static Predicate<CapturedMessage> allOf(List<Term> terms) {
        List<Predicate<CapturedMessage>> predicates =
                terms.stream().map(TermPredicate::of).toList();
        return message -> predicates.stream().allMatch(predicate -> predicate.test(message));
    }

    @Override
    public Predicate<CapturedMessage> matches(Term.Matches term) {
        Wildcard wildcard = new Wildcard(term.pattern());
        return message -> FieldValues.compared(term.field(), message).stream().anyMatch(wildcard::matches);
    }

    @Override
    public Predicate<CapturedMessage> contains(Term.Contains term) {
        if (term.field() == Field.ANYWHERE) {
            String words = SearchText.normalize(term.text());
            return message ->
                    WholeText.of(message.envelope(), message.content()).contains(words);
        }
        String wanted = lower(term.text());
        return message -> anyContains(FieldValues.searched(term.field(), message), wanted);
    }

    @Override
    public Predicate<CapturedMessage> headerContains(Term.HeaderContains term) {
        String wanted = lower(term.text());
        return message -> anyContains(message.headers().values(term.name()), wanted);
    }

    private static boolean anyContains(List<String> values, String wanted) {
        return values.stream().anyMatch(value -> lower(value).contains(wanted));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public Predicate<CapturedMessage> receivedAfter(Term.ReceivedAfter term) {
        return message -> message.receivedAt().isAfter(term.time());
    }

    @Override
    public Predicate<CapturedMessage> receivedBefore(Term.ReceivedBefore term) {
        return message -> message.receivedAt().isBefore(term.time());
    }

    @Override
    public Predicate<CapturedMessage> largerThan(Term.LargerThan term) {
        return message -> message.size() > term.bytes();
    }

    @Override
    public Predicate<CapturedMessage> smallerThan(Term.SmallerThan term) {
        return message -> message.size() < term.bytes();
    }

    @Override
    public Predicate<CapturedMessage> has(Term.Has term) {
        return switch (term.kind()) {
            case ATTACHMENT ->
                message -> message.attachments().size()
                        > message.content().inlineParts().size();
            case INLINE -> message -> !message.content().inlineParts().isEmpty();
        };
    }

    @Override
    public Predicate<CapturedMessage> anyOf(Term.AnyOf term) {
        List<Predicate<CapturedMessage>> predicates =
                term.alternatives().stream().map(TermPredicate::allOf).toList();
        return message -> predicates.stream().anyMatch(predicate -> predicate.test(message));
    }

    @Override
    public Predicate<CapturedMessage> not(Term.Not term) {
        return allOf(term.terms()).negate();
    }

    @Override
    public Predicate<CapturedMessage> opaque(Term.Opaque term) {
        throw new IllegalArgumentException("A term that is written in Java cannot be decided without its query");
    }
}
