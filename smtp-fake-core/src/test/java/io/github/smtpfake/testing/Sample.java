package io.github.smtpfake.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A random value and the way to simpler ones. Each call of {@code simpler} returns a new stream, with the simplest value
 * first; a value that cannot be simpler returns an empty stream.
 */
record Sample<T>(T value, Supplier<Stream<Sample<T>>> simpler) {

    /** Returns a sample that has no simpler value. */
    static <T> Sample<T> simplest(T value) {
        return new Sample<>(value, Stream::empty);
    }

    /** Returns a sample of one of the given values, of which the first is the simplest. */
    static <T> Sample<T> oneOf(List<T> values, int index) {
        return new Sample<>(
                values.get(index), () -> IntStream.range(0, index).mapToObj(simpler -> oneOf(values, simpler)));
    }

    /** Returns a sample that is simpler the closer it is to {@code target}. */
    static Sample<Integer> number(int value, int target) {
        return new Sample<>(value, () -> {
            // The target, half of the way back, three quarters of it, and so on.
            return Stream.iterate((long) value - target, distance -> distance != 0, distance -> distance / 2)
                    .map(distance -> number((int) (value - distance), target));
        });
    }

    /** Returns a sample of a list, which is simpler if it is shorter or has a simpler element. */
    static <T> Sample<List<T>> list(List<Sample<T>> elements, int minSize) {
        List<T> values = elements.stream().map(Sample::value).toList();
        return new Sample<>(
                values,
                () -> Stream.concat(shorter(elements, minSize), withSimplerElement(elements))
                        .map(simpler -> list(simpler, minSize)));
    }

    private static <T> Stream<List<Sample<T>>> shorter(List<Sample<T>> elements, int minSize) {
        int size = elements.size();
        // Leaves out everything that it can, then half of it, and so on down to single elements.
        return Stream.iterate(size - minSize, count -> count > 0, count -> count / 2)
                .flatMap(count -> IntStream.iterate(0, start -> start < size, start -> start + count)
                        .filter(start -> start + count <= size)
                        .mapToObj(start -> without(elements, start, count)));
    }

    private static <T> List<Sample<T>> without(List<Sample<T>> elements, int start, int count) {
        List<Sample<T>> rest = new ArrayList<>(elements.subList(0, start));
        rest.addAll(elements.subList(start + count, elements.size()));
        return rest;
    }

    private static <T> Stream<List<Sample<T>>> withSimplerElement(List<Sample<T>> elements) {
        return IntStream.range(0, elements.size())
                .boxed()
                .flatMap(index -> elements.get(index).simpler().get().map(simpler -> {
                    List<Sample<T>> changed = new ArrayList<>(elements);
                    changed.set(index, simpler);
                    return changed;
                }));
    }

    /** Returns a sample of both values, which is simpler if either is. */
    static <A, B> Sample<Pair<A, B>> pair(Sample<A> first, Sample<B> second) {
        return new Sample<>(
                new Pair<>(first.value(), second.value()),
                () -> Stream.concat(
                        first.simpler().get().map(simpler -> pair(simpler, second)),
                        second.simpler().get().map(simpler -> pair(first, simpler))));
    }

    <R> Sample<R> map(Function<? super T, ? extends R> function) {
        return new Sample<>(function.apply(value), () -> simpler.get().map(sample -> sample.map(function)));
    }

    /** Returns this sample without those simpler ones whose value does not match. */
    Sample<T> onlySimpler(Predicate<? super T> predicate) {
        return new Sample<>(
                value,
                () -> simpler.get()
                        .filter(sample -> predicate.test(sample.value()))
                        .map(sample -> sample.onlySimpler(predicate)));
    }

    /** Two values. */
    record Pair<A, B>(A first, B second) {}
}
