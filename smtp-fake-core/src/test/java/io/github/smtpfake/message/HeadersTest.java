package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

    @Test
    void keepsOrderCaseAndRepetitions() {
        Headers headers = TestMail.of("Received: one", "SUBJECT: Hi", "received: two", "X-Empty:", "", "text")
                .headers();

        assertThat(headers.all())
                .extracting(Header::toString)
                .containsExactly("Received: one", "SUBJECT: Hi", "received: two", "X-Empty: ");
        assertThat(headers.values("RECEIVED")).containsExactly("one", "two");
        assertThat(headers.first("Subject")).contains("Hi");
        assertThat(headers.first("X-Empty")).contains("");
        assertThat(headers.first("Missing")).isEmpty();
        assertThat(headers.values("Missing")).isEmpty();
    }

    @Test
    void unfoldsHeaders() {
        assertThat(TestMail.of("Subject: one", " two", "\tthree", "X-After: x").headers())
                .extracting(Header::value)
                .containsExactly("one two\tthree", "x");
    }

    @Test
    void unfoldsHeadersAtBareLineFeeds() {
        assertThat(TestMail.of("Subject: one\n two\nX-After: x\n\ntext".getBytes(ISO_8859_1))
                        .headers())
                .extracting(Header::value)
                .containsExactly("one two", "x");
    }

    @Test
    void readsUtf8Headers() {
        CapturedMessage mail = TestMail.of("Subject: Grüße 😀", "To: Jürgen <jürgen@müller.example>", "", "text");

        assertThat(mail.subject()).contains("Grüße 😀");
        assertThat(mail.to()).containsExactly(new Address("Jürgen", "jürgen@müller.example"));
    }

    @Test
    void readsHeadersThatAreNotUtf8() {
        CapturedMessage mail = TestMail.of(
                "Subject: Gr\u00fc\u00dfe\r\nFrom: J\u00fcrgen <j@example.org>\r\n\r\n".getBytes(ISO_8859_1));

        assertThat(mail.subject()).contains("Grüße");
        assertThat(mail.from()).containsExactly(new Address("Jürgen", "j@example.org"));
    }

    @Test
    void returnsNothingForMissingHeaders() {
        CapturedMessage mail = TestMail.of("", "only text");

        assertThat(mail.headers()).isEmpty();
        assertThat(mail.subject()).isEmpty();
        assertThat(mail.content().messageId()).isEmpty();
        assertThat(mail.content().date()).isEmpty();
        assertThat(mail.from()).isEmpty();
        assertThat(mail.to()).isEmpty();
        assertThat(mail.cc()).isEmpty();
        assertThat(mail.replyTo()).isEmpty();
        assertThat(mail.html()).isEmpty();
        assertThat(mail.attachments()).isEmpty();
        assertThat(mail.text()).contains("only text\n");
        assertThat(mail).hasToString("(no subject) <app@example.org> -> <ada@example.org>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fri, 21 Nov 1997 09:55:06 -0600|1997-11-21T09:55:06-06:00",
                "21 Nov 1997 09:55 -0600|1997-11-21T09:55:00-06:00",
                "Fri, 21 Nov 1997 09:55:06 GMT|1997-11-21T09:55:06Z",
                "Fri, 21 Nov 1997 09:55:06 EST|1997-11-21T09:55:06-05:00",
                "Fri, 21 Nov 97 09:55:06 +0000|1997-11-21T09:55:06Z",
                "Tue, 1 Jul 2003 10:52:37 +0200 (CEST)|2003-07-01T10:52:37+02:00",
                "Thu,  1 Jan 1970  00:00:00  +0000|1970-01-01T00:00:00Z"
            })
    void readsTheDate(String sent, OffsetDateTime date) {
        assertThat(TestMail.of("Date: " + sent).content().date()).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "Fri, 99 Nov 1997 09:55:06 -0600", "((((("})
    void returnsNoDateIfTheDateIsInvalid(String sent) {
        assertThat(TestMail.of("Date: " + sent).content().date()).isEmpty();
    }

    @Test
    void readsTheMessageIdWithoutBrackets() {
        assertThat(TestMail.of("Message-ID: <1.2@example.org>").content().messageId())
                .contains("1.2@example.org");
        assertThat(TestMail.of("message-id:", " <folded@example.org>").content().messageId())
                .contains("folded@example.org");
    }
}
