package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangedMarksTest {
    private final ChangedMarks marks = new ChangedMarks();

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "id" + i).toList();
    }

    @Test
    void returnsEachMessageOnce() {
        marks.add(List.of("a", "b"));
        marks.add(List.of("b", "c"));

        assertThat(marks.take()).contains(List.of("a", "b", "c"));
        assertThat(marks.take()).contains(List.of());
    }

    @Test
    void returnsNoneIfTheyAreTooMany() {
        marks.add(ids(100));
        assertThat(marks.take()).contains(ids(100));

        marks.add(ids(101));
        marks.add(List.of("a"));
        assertThat(marks.take()).isEmpty();

        marks.add(List.of("a"));
        assertThat(marks.take()).contains(List.of("a"));
    }
}
