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
 * How an assert navigates to a part of its object. AssertJ's soft assertions collect only failures of methods that return the
 * same assert; therefore a soft assert navigates to a soft proxy for the part. Methods that accept a {@code Consumer} of
 * requirements are final so that AssertJ does not intercept them; otherwise the first failure would end the requirements.
 */
final class Navigation {
    /** Throws each failure. */
    static final Navigation HARD = new Navigation(null);

    private final @Nullable SoftAssertionsProvider softly;

    private Navigation(@Nullable SoftAssertionsProvider softly) {
        this.softly = softly;
    }

    /** Returns a navigation that collects failures instead of throwing them. */
    static Navigation soft(SoftAssertionsProvider softly) {
        return new Navigation(softly);
    }

    /**
     * An assert on a part, with the navigation that it uses.
     *
     * @param <A> the type of the assert
     */
    record Step<A>(A assertion, Navigation navigation) {}

    /**
     * Navigates to a part. If the part is missing, a soft assert reports only that, and ignores the assertions on the part.
     *
     * @param part returns the part, or throws an AssertionError that says that it is missing
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

    /** Navigates to a list. */
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
