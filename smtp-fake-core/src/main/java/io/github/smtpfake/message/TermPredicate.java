package io.github.smtpfake.message;

import io.github.smtpfake.internal.query.AddressPattern;
import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.internal.text.LowerCase;
import io.github.smtpfake.internal.text.Wildcard;
import java.util.Comparator;
import java.util.List;
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
        List<Predicate<CapturedMessage>> predicates = terms.stream()
                .sorted(Comparator.comparing(Term::needsContent))
                .map(TermPredicate::of)
                .toList();
        return message -> predicates.stream().allMatch(predicate -> predicate.test(message));
    }

    @Override
    public Predicate<CapturedMessage> matches(Term.Matches term) {
        Predicate<String> matching = term.field().isAddress()
                ? new AddressPattern(term.pattern())::matches
                : new Wildcard(term.pattern())::matches;
        return message -> FieldValues.anyCompared(term.field(), message, matching);
    }

    @Override
    public Predicate<CapturedMessage> contains(Term.Contains term) {
        return switch (term.field()) {
            case TEXT -> BodySearch.inText(term.text());
            case HTML -> BodySearch.inHtml(term.text());
            case ANYWHERE -> new AnywhereSearch(term.text());
            default -> anyValueContains(term.field(), lower(term.text()));
        };
    }

    private static Predicate<CapturedMessage> anyValueContains(Field field, String wanted) {
        return message ->
                FieldValues.anySearched(field, message, value -> lower(value).contains(wanted));
    }

    @Override
    public Predicate<CapturedMessage> headerContains(Term.HeaderContains term) {
        String wanted = lower(term.text());
        return message -> message.index().mayHaveHeader(term.name())
                && message.index().mayContain(wanted)
                && QueryReading.once(
                        message, content -> anyContains(content.headers().values(term.name()), wanted));
    }

    private static boolean anyContains(List<String> values, String wanted) {
        return values.stream().anyMatch(value -> lower(value).contains(wanted));
    }

    private static String lower(String text) {
        return LowerCase.of(text);
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
                message ->
                        message.queried().attachmentCount() > message.queried().inlinePartCount();
            case INLINE -> message -> message.queried().inlinePartCount() > 0;
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
