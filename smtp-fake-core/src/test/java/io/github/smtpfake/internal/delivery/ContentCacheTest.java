package io.github.smtpfake.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.testing.TimeLimit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentCacheTest {
    private final SharedContents cache = new SharedContents(Limits.defaults(), 100);

    private String get(String id, int weight) {
        return cache.get(id, String.class, () -> new ContentCache.Parsed<>("content of " + id, weight));
    }

    private List<String> kept(String... ids) {
        return List.of(ids).stream()
                .filter(id -> cache.find(id, String.class).isPresent())
                .toList();
    }

    @Test
    void returnsTheSameContentAsLongAsItIsKept() {
        String first = get("a", 10);

        assertThat(get("a", 10)).isSameAs(first);
        assertThat(cache.find("a", String.class)).containsSame(first);
        assertThat(cache.find("b", String.class)).isEmpty();
    }

    @Test
    void discardsTheContentsThatWereNotUsedForLongest() {
        get("a", 40);
        get("b", 40);
        get("a", 40);
        get("c", 40);

        assertThat(kept("a", "b", "c")).containsExactly("a", "c");
    }

    @Test
    void discardsAsManyAsNecessary() {
        for (String id : List.of("a", "b", "c", "d")) {
            get(id, 25);
        }
        assertThat(kept("a", "b", "c", "d")).hasSize(4);

        get("e", 60);

        assertThat(kept("a", "b", "c", "d", "e")).containsExactly("d", "e");
    }

    @Test
    void keepsTheLastContentThatIsTooLargeWithoutDiscardingOthers() {
        get("a", 100);
        String large = get("large", 101);

        assertThat(get("large", 101)).isSameAs(large);
        assertThat(kept("a", "large")).containsExactly("a", "large");

        get("larger", 1_000);

        assertThat(kept("a", "large", "larger")).containsExactly("a", "larger");
    }

    static List<ContentCache> caches() {
        return List.of(ContentCache.shared(Limits.defaults()), ContentCache.single(Limits.defaults()));
    }

    @ParameterizedTest
    @MethodSource("caches")
    void keepsWhatItParsed(ContentCache caching) {
        String parsed = caching.get("a", String.class, () -> new ContentCache.Parsed<>("content", 10));

        assertThat(caching.find("a", String.class)).containsSame(parsed);
        assertThat(caching.limits()).isEqualTo(Limits.defaults());
    }

    @Test
    void holdsNoLockWhileItParses() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch bothParse = new CountDownLatch(2);
            List<Future<String>> answers = List.of("one", "two").stream()
                    .map(text -> threads.submit(() -> cache.get("a", String.class, () -> {
                        bothParse.countDown();
                        TimeLimit.await(bothParse);
                        return new ContentCache.Parsed<>(text, 10);
                    })))
                    .toList();

            assertThat(TimeLimit.get(answers.get(0))).isSameAs(TimeLimit.get(answers.get(1)));
        } finally {
            threads.shutdownNow();
        }
    }
}
