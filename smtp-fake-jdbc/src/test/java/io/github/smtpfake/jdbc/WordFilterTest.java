package io.github.smtpfake.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordFilterTest {
    private static final WordFilter ORDER = WordFilter.containing("order");
    private static final WordFilter NUMBER = WordFilter.containing("number");
    private static final WordFilter EVERYTHING = WordFilter.everything();

    /** The numbers of the texts that the filter accepts. */
    private static List<Integer> accepted(WordFilter filter, String... texts) throws SQLException {
        return filter
                .accepted(bit -> {
                    BitSet messages = new BitSet();
                    for (int i = 0; i < texts.length; i++) {
                        messages.set(i, Trigrams.of(texts[i]).get(bit));
                    }
                    return messages;
                })
                .stream()
                .boxed()
                .toList();
    }

    @Test
    void acceptsTextsWithAllWords() throws SQLException {
        String[] texts = {"order", "number, order", "number", "orders numbers"};

        assertThat(accepted(WordFilter.containing("order number"), texts)).containsExactly(1, 3);
        assertThat(accepted(ORDER.and(NUMBER), texts)).containsExactly(1, 3);
    }

    @Test
    void acceptsTextsWithOneOfTheWords() throws SQLException {
        assertThat(accepted(ORDER.or(NUMBER), "order", "name", "number")).containsExactly(0, 2);
    }

    @Test
    void decidesAboutALongTextByAPartOfItsBits() throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append("word").append(i).append(' ');
        }
        WordFilter filter = WordFilter.containing(text.toString());
        List<Integer> bits = new ArrayList<>();
        filter.accepted(bit -> {
            bits.add(bit);
            return BitSet.valueOf(new long[] {1});
        });

        assertThat(bits).hasSizeBetween(1, 24);
        assertThat(accepted(filter, "other", "before " + text)).containsExactly(1);
    }

    @Test
    void acceptsEverythingUnlessThereIsAWordOfThreeCharacters() {
        assertThat(WordFilter.containing("").isEverything()).isTrue();
        assertThat(WordFilter.containing("ab cd").isEverything()).isTrue();
        assertThat(WordFilter.containing("abc").isEverything()).isFalse();
    }

    @Test
    void combinesFiltersThatAcceptEverything() {
        assertThat(ORDER.and(EVERYTHING)).isSameAs(ORDER);
        assertThat(EVERYTHING.and(ORDER)).isSameAs(ORDER);
        assertThat(ORDER.or(EVERYTHING).isEverything()).isTrue();
        assertThat(EVERYTHING.or(ORDER).isEverything()).isTrue();
    }

    @Test
    void stopsAsSoonAsNoMessageIsLeft() throws SQLException {
        List<Integer> bits = new ArrayList<>();
        ORDER.and(NUMBER).accepted(bit -> {
            bits.add(bit);
            return new BitSet();
        });

        assertThat(bits).hasSize(1);
    }
}
