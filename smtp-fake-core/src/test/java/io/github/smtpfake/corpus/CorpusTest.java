package io.github.smtpfake.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message of the corpus is read as its JSON file says. */
class CorpusTest {

    @ParameterizedTest
    @MethodSource("entries")
    void readsEachMessageAsExpected(Corpus.Entry entry) {
        assertThat(Expectation.of(entry.mail())).isEqualTo(entry.expected());
    }

    @Test
    void hasManyMessagesOfManyLibraries() {
        List<Corpus.Entry> entries = entries().toList();

        assertThat(entries).hasSizeGreaterThanOrEqualTo(120);
        assertThat(entries.stream()
                        .map(entry -> entry.path().getParent().getFileName().toString())
                        .distinct())
                .contains("angus", "spring", "simple-java-mail", "vertx", "nodemailer", "python", "by-hand");
    }

    static Stream<Corpus.Entry> entries() {
        return Corpus.entries();
    }
}
