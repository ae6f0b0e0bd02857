package io.github.smtpfake.testing;

import java.util.Iterator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A statement that holds for every value. It is tried on random values, which differ from run to run. A failure names the
 * seed and the smallest value for which the statement does not hold. The system property {@code smtpfake.property.seed}
 * repeats the values of that seed.
 */
public final class Property {
    /** The name of the system property that sets the seed. */
    public static final String SEED = "smtpfake.property.seed";

    private static final int MAX_SIMPLER_TRIES = 2_000;
    // Well below the time limit of a test, whose failure would not show the example.
    private static final long MAX_SIMPLER_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final int tries;
    private final long seed;

    private Property(int tries, long seed) {
        this.tries = tries;
        this.seed = seed;
    }

    /** Returns a property that is tried on the given number of random values. */
    public static Property tries(int tries) {
        Long seed = Long.getLong(SEED);
        return new Property(tries, seed == null ? ThreadLocalRandom.current().nextLong() : seed);
    }

    /** Returns this property with the values of the given seed. */
    Property seed(long newSeed) {
        return new Property(tries, newSeed);
    }

    /**
     * Tries the statement on random values.
     *
     * @throws AssertionError if it throws for a value
     */
    public <T> void forAll(Gen<T> values, Statement<T> statement) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int attempt = 1; attempt <= tries; attempt++) {
            Sample<T> sample = values.sample(random);
            Throwable failure = failure(statement, sample.value());
            if (failure != null) {
                throw report(attempt, sample.value(), smallest(new Failed<>(sample, failure), statement));
            }
        }
    }

    /**
     * Tries the statement on random pairs of values.
     *
     * @throws AssertionError if it throws for a pair
     */
    public <A, B> void forAll(Gen<A> first, Gen<B> second, PairStatement<A, B> statement) {
        forAll(Gen.both(first, second), pair -> statement.verify(pair.first(), pair.second()));
    }

    /** Follows the first simpler value that fails, too, until none does. */
    private static <T> Failed<T> smallest(Failed<T> first, Statement<T> statement) {
        long end = System.nanoTime() + MAX_SIMPLER_NANOS;
        int left = MAX_SIMPLER_TRIES;
        Failed<T> smallest = first;
        Iterator<Sample<T>> candidates = smallest.sample().simpler().get().iterator();
        while (left-- > 0 && candidates.hasNext() && System.nanoTime() - end < 0) {
            Sample<T> candidate = candidates.next();
            Throwable failure = failure(statement, candidate.value());
            if (failure != null) {
                smallest = new Failed<>(candidate, failure);
                candidates = candidate.simpler().get().iterator();
            }
        }
        return smallest;
    }

    private static <T> @Nullable Throwable failure(Statement<T> statement, T value) {
        try {
            statement.verify(value);
            return null;
        } catch (Exception | AssertionError | StackOverflowError e) {
            return e;
        }
    }

    private AssertionError report(int attempt, Object first, Failed<?> smallest) {
        return new AssertionError(
                "Expected the property to hold for " + tries + " random values, but it failed on try " + attempt + ".\n"
                        + "smallest example = "
                        + Examples.show(smallest.sample().value()) + "\n"
                        + "first example = " + Examples.show(first) + "\n"
                        + "seed = " + seed + "\n"
                        + Optional.ofNullable(smallest.failure().getMessage())
                                .map(message -> "failure of the smallest example: " + message + "\n")
                                .orElse("")
                        + "Repeat it with -D" + SEED + "=" + seed + ".",
                smallest.failure());
    }

    private record Failed<T>(Sample<T> sample, Throwable failure) {}

    /** Throws if it does not hold for a value. */
    @FunctionalInterface
    public interface Statement<T> {
        void verify(T value) throws Exception;
    }

    /** Throws if it does not hold for two values. */
    @FunctionalInterface
    public interface PairStatement<A, B> {
        void verify(A first, B second) throws Exception;
    }
}
