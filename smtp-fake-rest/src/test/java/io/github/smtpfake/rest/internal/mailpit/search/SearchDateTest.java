package io.github.smtpfake.rest.internal.mailpit.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchDateTest {

    /** A date of the file that dates.go writes with the library of Mailpit. */
    private record Form(String zone, String text, Optional<Instant> mailpit, Optional<Instant> meaning) {

        static Form of(String line) {
            String[] columns = line.split("\\|");
            return new Form(columns[1], columns[2], instant(columns[3]), instant(columns[4]));
        }

        private static Optional<Instant> instant(String text) {
            return text.startsWith("un") ? Optional.empty() : Optional.of(Instant.parse(text));
        }

        /** Mailpit ignores the offset of some forms, or reads a number of them as another one. */
        boolean isMisread() {
            return mailpit.isPresent() && meaning.isPresent() && !mailpit.equals(meaning);
        }
    }

    @Test
    void readsEachFormThatMailpitReads() throws IOException {
        List<String> wrong = new ArrayList<>();
        int read = 0;
        for (Form form : forms()) {
            Optional<Instant> result = SearchDate.parse(form.text(), ZoneId.of(form.zone()));
            boolean isRight = form.isMisread() || form.mailpit().isEmpty()
                    ? result.isEmpty() || form.meaning().isEmpty() || result.equals(form.meaning())
                    : result.equals(form.mailpit());
            read += result.isPresent() ? 1 : 0;
            if (!isRight) {
                wrong.add(form + " is read as " + result);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(read).isGreaterThan(2_000);
    }

    private static List<Form> forms() throws IOException {
        try (InputStream file = Objects.requireNonNull(SearchDateTest.class.getResourceAsStream("dates.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Form::of)
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4070908800000|2099-01-01T00:00:00Z",
                "4070908800|2099-01-01T00:00:00Z",
                "2099|2099-01-01T00:00:00Z",
                "2099-01|2099-01-01T00:00:00Z",
                "2099-01-01 10:00:00 +0200|2099-01-01T08:00:00Z",
                "2099-01-01 10:00:00.123456+00:00|2099-01-01T10:00:00.123Z",
                "2099-01-01T10:00:00+0200|2099-01-01T08:00:00Z",
                "1/2/2099, 10:00:00 AM|2099-01-02T10:00:00Z",
                "2099-01-01 10:00:00 UTC|2099-01-01T10:00:00Z",
                "Thu Jan  1 10:00:00 UTC 2099|2099-01-01T10:00:00Z",
                "Thu Jan 01 2099 11:00:00 GMT+0100 (Central European Standard Time)|2099-01-01T10:00:00Z",
                "02/Jan/2099|2099-01-02T00:00:00Z",
                "01.02.2099|2099-01-02T00:00:00Z",
                "20990101100000|2099-01-01T10:00:00Z",
                "2030-09-30 00:59:59,999|2030-09-30T00:59:59.999Z",
                "2099-01-01T10:00:00+01:00[Europe/Berlin]|2099-01-01T09:00:00Z",
            })
    void readsTheFormsOfProgrammingLanguages(String text, Instant expected) {
        assertThat(SearchDate.parse(text, ZoneOffset.UTC)).contains(expected);
    }

    @Test
    void readsTheAbbreviationsOfTheZone() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");

        assertThat(SearchDate.parse("2026-07-01 10:00:00 CEST", berlin))
                .contains(Instant.parse("2026-07-01T08:00:00Z"));
        assertThat(SearchDate.parse("2026-07-01 10:00:00 CET", berlin)).contains(Instant.parse("2026-07-01T09:00:00Z"));
        assertThat(SearchDate.parse("2026-07-01 10:00:00 EST", berlin)).contains(Instant.parse("2026-07-01T10:00:00Z"));
        assertThat(SearchDate.parse("2026-07-01 10:00:00", berlin)).contains(Instant.parse("2026-07-01T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "now",
                "1 day ago",
                "-1d",
                "12",
                "10:00",
                "209901",
                "2099-13-01",
                "2099-02-30",
                "31/12/2099",
                "2099-01-01T25:00:00Z",
                "2099-01-01 17:00 PM",
                "99999999999999999999",
                "Foo 1 2099",
                ""
            })
    void doesNotReadWhatIsNoDate(String text) {
        assertThat(SearchDate.parse(text, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void readsAnyTextInLinearTime() {
        Random random = new Random(42);
        String alphabet = "0123456789:-/. ,TZAMPJANMON+()年月日'";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int k = 0; k < length; k++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(SearchDate.parse(text.toString(), ZoneOffset.UTC)).isNotNull();
        }
        assertThat(SearchDate.parse("2099-01-01 " + "1".repeat(1_000_000), ZoneOffset.UTC))
                .isEmpty();
    }
}
