package io.github.smtpfake.assertj;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.assertj.core.api.Assert;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.api.SoftAssertionsProvider;
import org.jspecify.annotations.Nullable;

/**
 * How an assert goes on to a part of what it asserts on. AssertJ's soft assertions collect only failures of methods that
 * return the same assert, so that what is softly asserted goes on to a proxy for the part here. Methods that take the
 * assertions on a part are final, and thereby none of AssertJ's: else the first failure would end them.
 */
final class Navigation {
    /** Failures are thrown. */
    static final Navigation HARD = new Navigation(null);

    private final @Nullable SoftAssertionsProvider softly;

    private Navigation(@Nullable SoftAssertionsProvider softly) {
        this.softly = softly;
    }

    /** Failures are collected. */
    static Navigation soft(SoftAssertionsProvider softly) {
        return new Navigation(softly);
    }

    /**
     * An assert on a part, and how it goes on from there.
     *
     * @param <A> the type of the assert
     */
    record Step<A>(A assertion, Navigation navigation) {}

    /**
     * Goes on to a part. Where there is none, softly, that failure is all that is reported: what is asserted on the part
     * counts for nothing.
     *
     * @param part returns the part, or throws an AssertionError that says what is missing
     */
    <A extends Assert<? extends A, ? extends T>, T> Step<A> to(
            Class<A> assertion, Class<T> type, Function<T, A> constructor, Supplier<T> part) {
        if (softly == null) {
            return new Step<>(constructor.apply(part.get()), this);
        }
        try {
            return new Step<>(softly.proxy(assertion, type, part.get()), this);
        } catch (AssertionError e) {
            softly.collectAssertionError(e);
            SoftAssertions ignored = new SoftAssertions();
            return new Step<>(ignored.proxy(assertion, type, null), soft(ignored));
        }
    }

    /** Goes on to a list. */
    <T> ListAssert<T> toList(Supplier<List<T>> list) {
        return softly == null ? new ListAssert<>(list.get()) : softList(softly, list);
    }

    @SuppressWarnings("unchecked") // A class literal has no type arguments.
    private static <T> ListAssert<T> softList(SoftAssertionsProvider softly, Supplier<List<T>> list) {
        List<T> found = List.of();
        try {
            found = list.get();
        } catch (AssertionError e) {
            softly.collectAssertionError(e);
        }
        return (ListAssert<T>) softly.proxy(ListAssert.class, List.class, found);
    }
}
