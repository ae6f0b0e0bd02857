package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Problem;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailDatesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 01 Jan 2024 10:00:00 +0100|2024-01-01T10:00:00+01:00",
                "Mon, 1 Jan 2024 10:00 +0100|2024-01-01T10:00:00+01:00",
                "1 Jan 2024 10:00:00 -0000|2024-01-01T10:00:00Z",
                "mon, 01 jan 2024 10:00:00 gmt|2024-01-01T10:00:00Z",
                "Mon, 01 Jan 2024 10:00:00 EDT|2024-01-01T10:00:00-04:00",
                "Mon, 01 Jan 2024 10:00:00 Z|2024-01-01T10:00:00Z",
                "Mon, 01 Jan 24 10:00:00 +0100|2024-01-01T10:00:00+01:00",
                "Sat, 31 Dec 2016 23:59:60 +0000|2016-12-31T23:59:59Z",
                "Mon, 01 Jan 2024 10:00:00 (a (nested) comment) +0100 (CET)|2024-01-01T10:00:00+01:00",
                "(\\) (x)) Mon (day), 01 Jan 2024 10 : 00 : 00 +0100|2024-01-01T10:00:00+01:00",
                "Mon,01 Jan 2024 10:00:00 +0545|2024-01-01T10:00:00+05:45",
            })
    void readsAValidDate(String sent, OffsetDateTime date) {
        assertThat(mail(sent).content().date()).contains(date);
        assertThat(problems(sent)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 01 Jan 2024 10:00:00 +02:00|2024-01-01T10:00:00+02:00|has a zone that is not a number such as +0100",
                "Mon, 01 Jan 2024 10:00:00 -2|2024-01-01T10:00:00-02:00|has a zone that is not a number such as +0100",
                "Mon, 01 Jan 2024 10:00:00 +530|2024-01-01T10:00:00+05:30|has a zone that is not a number such as +0100",
                "Mon, 01 Jan 2024 10:00:00 GMT+0200|2024-01-01T10:00:00+02:00|has a zone that is not a number such as +0100",
                "Mon, 01 Jan 2024 10:00:00 UTC+2|2024-01-01T10:00:00+02:00|has a zone that is not a number such as +0100",
                "Mon, 01 Jan 2024 10:00:00 CEST|2024-01-01T10:00:00+02:00|has a zone that is not a number such as +0100",
                "Mon, 01 Jan 2024 10:00:00 UTC|2024-01-01T10:00:00Z|has a zone that is not a number such as +0100",
                "Mon, 01 Jan 2024 10:00:00 XYZ|2024-01-01T10:00:00Z|has an unknown zone, and is read as UTC",
                "Mon, 01 Jan 2024 10:00:00 IST|2024-01-01T10:00:00Z|has an unknown zone, and is read as UTC",
                "Mon, 01 Jan 2024 10:00:00 bst|2024-01-01T10:00:00Z|has an unknown zone, and is read as UTC",
                "Mon, 01 Jan 2024 10:00:00 A|2024-01-01T10:00:00Z|has an unknown zone, and is read as UTC",
                "Mon, 01 Jan 2024 10:00:00|2024-01-01T10:00:00Z|has no zone, and is read as UTC",
                "Mon, 01 Jan 2024 10:00|2024-01-01T10:00:00Z|has no zone, and is read as UTC",
                "Mon, 01 Jan 2024 10:00:00.125 +0100|2024-01-01T10:00:00.125+01:00|has a time with fractions, AM or PM",
                "Mon, 01 Jan 2024 10:00:00 PM +0100|2024-01-01T22:00:00+01:00|has a time with fractions, AM or PM",
                "Mon, 01 Jan 2024 12:30 am +0100|2024-01-01T00:30:00+01:00|has a time with fractions, AM or PM",
                "Tue, 01 Jan 2024 10:00:00 +0100|2024-01-01T10:00:00+01:00|has the wrong day of the week",
                "Mo, 01 Jan 2024 10:00:00 +0100|2024-01-01T10:00:00+01:00|does not begin with a day of the week such as Mon and a comma",
                "Monday, 01 Jan 2024 10:00:00 +0100|2024-01-01T10:00:00+01:00|does not begin with a day of the week such as Mon and a comma",
                "Mon 01 Jan 2024 10:00:00 +0100|2024-01-01T10:00:00+01:00|does not begin with a day of the week such as Mon and a comma",
                "Mon, 01 January 2024 10:00:00 +0100|2024-01-01T10:00:00+01:00|does not abbreviate the month",
                "Sun, 01 Sept 2024 10:00:00 +0100|2024-09-01T10:00:00+01:00|does not abbreviate the month",
                "Fri, 01 MARCH 2024 10:00:00 +0100|2024-03-01T10:00:00+01:00|does not abbreviate the month",
                "Mon, 01 Jan 2024 10:00:00 +0100 (CET|2024-01-01T10:00:00+01:00|does not close a comment",
                "Mon, 01 Jan 2024 10:00:00 +0100 (a (b) c|2024-01-01T10:00:00+01:00|does not close a comment",
                "Mon, 01 Jan 2024 10:00:00 (CET +0100|2024-01-01T10:00:00Z|does not close a comment",
                "Mon, 01 Jan 2024 9:00:00 +0100|2024-01-01T09:00:00+01:00|has an hour of one digit",
                "Mon, 01 Jan 2024 10:00:00 +0100 CET|2024-01-01T10:00:00+01:00|continues after the zone",
                "Mon, 01 Jan 2024 10:00:00 +0100, 3|2024-01-01T10:00:00+01:00|continues after the zone",
                "Mon Jan  1 10:00:00 2024|2024-01-01T10:00:00Z|is not in the form of RFC 5322",
                "Mon Jan 01 10:00:00 CET 2024|2024-01-01T10:00:00+01:00|is not in the form of RFC 5322",
                "Mon Jan 01 2024 10:00:00 GMT+0100 (Central European Time)|2024-01-01T10:00:00+01:00|is not in the form of RFC 5322",
                "2024-01-01T10:00:00Z|2024-01-01T10:00:00Z|is not in the form of RFC 5322",
                "2024-01-01 10:00:00.5+01:00|2024-01-01T10:00:00.500+01:00|is not in the form of RFC 5322",
            })
    void readsTheTimeThatWasMeantAndReportsTheForm(String sent, OffsetDateTime date, String defect) {
        assertThat(mail(sent).content().date()).contains(date);
        assertThat(problems(sent)).containsExactly("The Date header " + defect + ": \"" + sent + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "1/2/2024 10:00",
                "Mon, 30 Feb 2024 10:00:00 +0100",
                "Fri, 01 marraskuu 2024 10:00:00 +0100",
                "Sun, 01 Decoy 2024 10:00:00 +0100",
                "Mon, 01 Janv 2024 10:00:00 +0100",
                "Mon Janbase 01 10:00:00 CET 2024",
                "Sun, 01 de 2024 10:00:00 +0100",
                "Mon, (01 Jan 2024 10:00:00 +0100",
                "Mon, 01 Foo 2024 10:00:00 +0100",
                "Mon, 01 Jan 2024 25:00:00 +0100",
                "Mon, 01 Jan 2024 10:00:61 +0100",
                "Mon, 01 Jan 2024 10:00:00 +9900",
                "Mon, 01 Jan 2024",
                "1704103200",
                "2024-13-01T10:00:00Z",
                "{{date}}"
            })
    void returnsNoTimeIfTheMeaningIsUnknown(String sent) {
        assertThat(mail(sent).content().date()).isEmpty();
        assertThat(problems(sent)).containsExactly("The Date header is not a valid date: \"" + sent + '"');
    }

    private static List<String> problems(String date) {
        return mail(date).content().problems().stream()
                .filter(problem -> problem.id().equals("malformedDate"))
                .map(Problem::detail)
                .toList();
    }

    private static CapturedMessage mail(String date) {
        return TestMail.of("Date: " + date, "From: app@example.org", "", "text");
    }
}
