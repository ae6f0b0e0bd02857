package io.github.smtpfake.internal.query;

import java.time.Instant;
import java.util.List;

/**
 * A condition of a query for messages. A query consists of a list of terms, and a message must meet all of them. Case is
 * ignored: {@link Matches} compares addresses as {@link AddressPattern} does and other values as {@link
 * io.github.smtpfake.internal.text.Wildcard} does, the other terms compare
 * texts in lower case by {@link java.util.Locale#ROOT}.
 */
public sealed interface Term {

    /** Calls the method of the visitor for this kind of term, and returns its result. */
    <R> R accept(Visitor<R> visitor);

    /** Returns whether a message must be parsed, or its index read, to decide this term; envelope and session decide the others. */
    default boolean needsContent() {
        return true;
    }

    /**
     * At least one value of the field matches the whole pattern.
     *
     * @param pattern {@code *} stands for any number of characters
     */
    record Matches(Field field, String pattern) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.matches(this);
        }

        @Override
        public boolean needsContent() {
            return field.isOfContent();
        }
    }

    /** At least one value of the field contains the text. */
    record Contains(Field field, String text) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.contains(this);
        }

        @Override
        public boolean needsContent() {
            return field.isOfContent();
        }
    }

    /**
     * The decoded value of at least one header field with this name contains the text. Every value contains an empty
     * text, so that such a term finds the messages that have the field.
     *
     * @param name the name of the field, ignoring case
     */
    record HeaderContains(String name, String text) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.headerContains(this);
        }
    }

    /** The message was received after the time, not at it. */
    record ReceivedAfter(Instant time) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.receivedAfter(this);
        }

        @Override
        public boolean needsContent() {
            return false;
        }
    }

    /** The message was received before the time, not at it. */
    record ReceivedBefore(Instant time) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.receivedBefore(this);
        }

        @Override
        public boolean needsContent() {
            return false;
        }
    }

    /** The message has more than the given number of bytes. */
    record LargerThan(long bytes) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.largerThan(this);
        }

        @Override
        public boolean needsContent() {
            return false;
        }
    }

    /** The message has fewer than the given number of bytes. */
    record SmallerThan(long bytes) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.smallerThan(this);
        }

        @Override
        public boolean needsContent() {
            return false;
        }
    }

    /** The message has a part of this kind. */
    record Has(PartKind kind) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.has(this);
        }
    }

    /** The message meets all terms of at least one of the lists. */
    record AnyOf(List<List<Term>> alternatives) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.anyOf(this);
        }

        @Override
        public boolean needsContent() {
            return alternatives.stream().flatMap(List::stream).anyMatch(Term::needsContent);
        }
    }

    /** The message does not meet all of the terms. */
    record Not(List<Term> terms) implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }

        @Override
        public boolean needsContent() {
            return terms.stream().anyMatch(Term::needsContent);
        }
    }

    /** A condition that is written in Java, so that only the query itself can decide whether a message meets it. */
    record Opaque() implements Term {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.opaque(this);
        }
    }

    /** The kinds of parts that are neither the text nor the HTML of a message. */
    enum PartKind {
        /** A part that is not shown within the message. */
        ATTACHMENT,
        /** A part that is marked as inline or that the HTML refers to. */
        INLINE
    }

    /** Handles each kind of term. */
    interface Visitor<R> {
        R matches(Matches term);

        R contains(Contains term);

        R headerContains(HeaderContains term);

        R receivedAfter(ReceivedAfter term);

        R receivedBefore(ReceivedBefore term);

        R largerThan(LargerThan term);

        R smallerThan(SmallerThan term);

        R has(Has term);

        R anyOf(AnyOf term);

        R not(Not term);

        R opaque(Opaque term);
    }
}
