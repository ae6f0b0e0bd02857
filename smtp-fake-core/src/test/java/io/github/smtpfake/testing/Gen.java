package io.github.smtpfake.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A generator of random values for a {@link Property}. The bounds of a range, and the shortest and longest lists and
 * texts, are much more frequent than chance would make them.
 */
public final class Gen<T> {
    private static final int ATTEMPTS = 10_000;

    private final Function<SplittableRandom, Sample<T>> source;

    private Gen(Function<SplittableRandom, Sample<T>> source) {
        this.source = source;
    }

    Sample<T> sample(SplittableRandom random) {
        return source.apply(random);
    }

    /** Returns a generator of numbers between two bounds, both inclusive. The lower bound is the simplest. */
    public static Gen<Integer> ints(int min, int max) {
        return new Gen<>(random -> Sample.number(number(random, min, max), min));
    }

    private static int number(SplittableRandom random, int min, int max) {
        return switch (random.nextInt(8)) {
            case 0 -> min;
            case 1 -> max;
            case 2 -> Math.min(min + 1, max);
            case 3 -> Math.max(max - 1, min);
            default -> random.nextInt(min, max + 1);
        };
    }

    /** Returns a generator of all characters between two bounds, both inclusive. The lower bound is the simplest. */
    public static Gen<Character> chars(char min, char max) {
        return ints(min, max).map(number -> (char) number.intValue());
    }

    /** Returns a generator of the characters of a text. The first one is the simplest. */
    public static Gen<Character> chars(String text) {
        return of(text.chars().mapToObj(character -> (char) character).toList());
    }

    /** Returns a generator of all bytes. Zero is the simplest. */
    public static Gen<Byte> bytes() {
        return ints(0, 255).map(Integer::byteValue);
    }

    /** Returns a generator of the given values. The first one is the simplest. */
    public static <T> Gen<T> of(List<T> values) {
        return new Gen<>(random -> Sample.oneOf(values, random.nextInt(values.size())));
    }

    /** Returns a generator that uses this generator and another one, each for about half of the values. */
    public Gen<T> or(Gen<T> other) {
        return new Gen<>(random -> (random.nextBoolean() ? this : other).sample(random));
    }

    /** Returns a generator of lists. Their sizes are between two bounds, both inclusive. */
    public Gen<List<T>> lists(int minSize, int maxSize) {
        return new Gen<>(random -> {
            int size = number(random, minSize, maxSize);
            List<Sample<T>> elements = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                elements.add(sample(random));
            }
            return Sample.list(elements, minSize);
        });
    }

    /** Returns a generator of texts. Their lengths are between two bounds, both inclusive. */
    public static Gen<String> strings(Gen<Character> characters, int minLength, int maxLength) {
        return characters
                .lists(minLength, maxLength)
                .map(list -> list.stream().map(String::valueOf).collect(Collectors.joining()));
    }

    /** Returns a generator of arrays. Their lengths are between two bounds, both inclusive. */
    public static Gen<byte[]> byteArrays(Gen<Byte> bytes, int minLength, int maxLength) {
        return bytes.lists(minLength, maxLength).map(list -> {
            byte[] array = new byte[list.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = list.get(i);
            }
            return array;
        });
    }

    /** Returns a generator of maps in random order. The maps are smaller than {@code maxSize} if keys are equal. */
    public static <K, V> Gen<Map<K, V>> maps(Gen<K> keys, Gen<V> values, int maxSize) {
        return both(keys, values).lists(0, maxSize).map(entries -> {
            Map<K, V> map = new LinkedHashMap<>();
            entries.forEach(entry -> map.put(entry.first(), entry.second()));
            return map;
        });
    }

    static <A, B> Gen<Sample.Pair<A, B>> both(Gen<A> first, Gen<B> second) {
        return new Gen<>(random -> {
            // Both draw in a fixed order, or a seed would not repeat the values.
            Sample<A> left = first.sample(random);
            return Sample.pair(left, second.sample(random));
        });
    }

    /** Returns a generator of the results of a function of two values. They are as simple as the arguments are. */
    public static <A, B, R> Gen<R> combine(
            Gen<A> first, Gen<B> second, BiFunction<? super A, ? super B, ? extends R> function) {
        return both(first, second).map(pair -> function.apply(pair.first(), pair.second()));
    }

    /** Returns a generator of the results of a function. They are as simple as the arguments are. */
    public <R> Gen<R> map(Function<? super T, ? extends R> function) {
        return new Gen<>(random -> sample(random).map(function));
    }

    /** Returns a generator of those values that match. Most values should, as the others are thrown away. */
    public Gen<T> filter(Predicate<? super T> predicate) {
        return new Gen<>(random -> {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Sample<T> sample = sample(random);
                if (predicate.test(sample.value())) {
                    return sample.onlySimpler(predicate);
                }
            }
            throw new IllegalStateException("None of " + ATTEMPTS + " random values matches the filter.");
        });
    }
}
