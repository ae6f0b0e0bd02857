package io.github.smtpfake.failures;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The texts of failures for texts that look alike or are similar, each with a real client. */
class TextFailuresTest {
    private static final Duration SHORT = Duration.ofMillis(20);

    @SmtpFake
    static class OtherNormalization {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).subject("Gru\u0308\u00dfe").send();
            assertThat(inbox.awaitOne()).hasSubject("Gr\u00fc\u00dfe");
        }
    }

    @Test
    void namesAnotherNormalization() {
        assertThat(Failures.messageOf(OtherNormalization.class)).isEqualTo("""
                        Expected subject "Grüße", but it was "Grüße" (looks the same, see below).
                        Only the Unicode normalization of accents differs: expected "Gr\\u00fc\\u00dfe", found "Gru\\u0308\\u00dfe".
                        Use the same form in the application and in the test, for example NFC: Normalizer.normalize(s, Normalizer.Form.NFC).
                        Message: "Grüße" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class NormalizationInAWait {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).subject("Gru\u0308\u00dfe").send();
            inbox.withTimeout(SHORT).subjectContains("Gr\u00fc\u00dfe").awaitOne();
        }
    }

    @Test
    void namesAnotherNormalizationInAWait() {
        assertThat(Failures.messageOf(NormalizationInAWait.class)).isEqualTo("""
                        Expected exactly 1 message with subject containing "Grüße" within 20 ms, but none matched (1 other message arrived).
                        Received, but not matching:
                          "Grüße" <app@example.org> -> <ada@example.org>
                              subject containing "Grüße": was "Grüße"; only the Unicode normalization of accents differs: expected "Gr\\u00fc\\u00dfe", found "Gru\\u0308\\u00dfe". Use the same form in the application and in the test, for example NFC: Normalizer.normalize(s, Normalizer.Form.NFC).""");
    }

    @SmtpFake
    static class Utf8AsLatin {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .text(new String("Viele Grüße".getBytes(UTF_8), ISO_8859_1))
                    .send();
            assertThat(inbox.awaitOne()).hasTextContaining("Viele Grüße");
        }
    }

    @Test
    void namesUtf8ThatWasReadAsLatin() {
        assertThat(Failures.messageOf(Utf8AsLatin.class)).isEqualTo("""
                        Expected text containing "Viele Grüße", but it was "Viele GrÃ¼Ã\\u009fe".
                        The expected text was encoded as UTF-8, but decoded as ISO-8859-1: expected "Viele Gr\\u00fc\\u00dfe", found "Viele Gr\\u00c3\\u00bc\\u00c3\\u009fe".
                        Check where the application reads this text (template, properties file, compiler encoding), and read it as UTF-8.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class LatinAsUtf8 {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .text(new String("Viele Grüße".getBytes(ISO_8859_1), UTF_8))
                    .send();
            assertThat(inbox.awaitOne()).hasTextContaining("Viele Grüße");
        }
    }

    @Test
    void namesLatinThatWasReadAsUtf8() {
        assertThat(Failures.messageOf(LatinAsUtf8.class)).isEqualTo("""
                        Expected text containing "Viele Grüße", but it was "Viele Gr��e".
                        Characters were lost (U+FFFD) before sending, probably because a text in ISO-8859-1 or windows-1252 was decoded as UTF-8: expected "Viele Gr\\u00fc\\u00dfe", found "Viele Gr\\ufffd\\ufffde".
                        Save the application's text files as UTF-8, or read them in the encoding they have.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class WrongLabel {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .content(new ByteArrayDataSource("Viele Grüße".getBytes(ISO_8859_1), "text/plain; charset=utf-8"))
                    .send();
            assertThat(inbox.awaitOne()).hasTextContaining("Viele Grüße");
        }
    }

    @Test
    void namesAWrongCharsetLabel() {
        assertThat(Failures.messageOf(WrongLabel.class)).isEqualTo("""
                        Expected text containing "Viele Grüße", but it was "Viele Gr��e".
                        The text is encoded in ISO-8859-1 (bytes FC DF for "üß"), but the message declares charset utf-8.
                        Encode the text as UTF-8, or declare charset=ISO-8859-1 in Content-Type.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class WrongCharset {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .content(new ByteArrayDataSource("Viele Grüße".getBytes(UTF_8), "text/plain; charset=iso-8859-1"))
                    .send();

            assertThat(inbox.awaitOne()).hasTextContaining("Viele Grüße");
        }
    }

    @Test
    void showsAWrongCharset() {
        assertThat(Failures.messageOf(WrongCharset.class)).isEqualTo("""
                        Expected text containing "Viele Grüße", but it was "Viele GrÃ¼ÃŸe".
                        The text is encoded in UTF-8 (bytes C3 BC C3 9F for "üß"), but the message declares charset iso-8859-1.
                        Encode the text as iso-8859-1, or declare charset=UTF-8 in Content-Type.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class OtherSpaces {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp).text("Total:  100\u00a0EUR").send();
            assertThat(inbox.awaitOne()).hasTextContaining("Total: 100 EUR");
        }
    }

    @Test
    void namesOtherSpaces() {
        assertThat(Failures.messageOf(OtherSpaces.class)).isEqualTo("""
                        Expected text containing "Total: 100 EUR", but it was "Total:  100 EUR".
                        Only white space differs (2 spaces instead of 1 space after "Total:"; a non-breaking space (U+00A0) instead of 1 space after "100"): expected "Total: 100 EUR", found "Total:  100\\u00a0EUR".
                        Use the same spaces in the application and in the test.
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class OtherQuotes {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .subject("Don\u2019t miss \u201cNews\u201d \u2013 today")
                    .send();
            assertThat(inbox.awaitOne()).hasSubject("Don't miss \"News\" - today");
        }
    }

    @Test
    void namesOtherQuotesAndDashes() {
        assertThat(Failures.messageOf(OtherQuotes.class)).isEqualTo("""
                        Expected subject "Don't miss "News" - today", but it was "Don’t miss “News” – today".
                        Only quotes and dashes differ: expected "Don't miss "News" - today", found "Don\\u2019t miss \\u201cNews\\u201d \\u2013 today".
                        Use the same quotes and dashes in the application and in the test.
                        Message: "Don’t miss “News” – today" <app@example.org> -> <ada@example.org>""");
    }

    @SmtpFake
    static class SimilarLine {
        @Test
        void test(SmtpFakeServer smtp, Inbox inbox) {
            new Application(smtp)
                    .text("Dear customer,\r\nthank you.\r\n".repeat(20) + "Your order 4712 has been shipped.\r\n"
                            + "Regards\r\n".repeat(20))
                    .send();
            assertThat(inbox.awaitOne()).hasTextContaining("Your order 4711 has shipped");
        }
    }

    @Test
    void showsTheMostSimilarLine() {
        assertThat(Failures.messageOf(SimilarLine.class)).isEqualTo("""
                        Expected text containing "Your order 4711 has shipped", but none of the 61 lines of the text contains it.
                        Most similar is line 41: "Your order 4712 has been shipped."
                        Message: "Welcome" <app@example.org> -> <ada@example.org>""");
    }
}
