package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.message.CapturedMessage;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.AssertionFailedError;

class CapturedMessageAssertTest {
    private static final String THE_MESSAGE =
            "Expecting message\n  \"100% welcome\" <app@example.org> -> <ada@example.org>, <bob@example.org>\n";

    private interface Assertion {
        void on(CapturedMessageAssert message);
    }

    private static Arguments fails(String description, Assertion assertion) {
        return Arguments.of(description, assertion);
    }

    @Test
    void passesForWhatTheMessageHas() {
        assertThat(Mails.welcome())
                .hasEnvelopeSender("app@example.org")
                .hasEnvelopeRecipients("BOB@example.org", "ada@example.org")
                .hasFrom("app@example.org")
                .hasTo("Ada@Example.org")
                .hasCc("bob@example.org")
                .hasReplyTo("help@example.org")
                .hasSubject("100% welcome")
                .hasSubjectContaining("welcome")
                .hasTextContaining("Hello Ada")
                .hasHtmlContaining("<b>Ada</b>")
                .hasHeader("x-tag")
                .hasHeader("X-Tag", "two")
                .doesNotHaveHeader("X-Other")
                .hasAttachment("list.csv")
                .hasAttachment("list.csv", csv -> assertThat(csv).hasTextContaining("a;b"));
        assertThat(Mails.mail("Subject: none", "", "text")).hasNoAttachments();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                fails(
                        "to have envelope sender\n  [bob@example.org]\nbut had\n  [app@example.org]\n"
                                + "missing\n  [bob@example.org]\nnot expected\n  [app@example.org]",
                        message -> message.hasEnvelopeSender("bob@example.org")),
                fails(
                        "to have envelope recipients\n  [ada@example.org]\n"
                                + "but had\n  [ada@example.org, bob@example.org]\nnot expected\n  [bob@example.org]",
                        message -> message.hasEnvelopeRecipients("ada@example.org")),
                fails(
                        "to have addresses in the To header\n  [ada@example.org, cy@example.org]\n"
                                + "but had\n  [ada@example.org]\nmissing\n  [cy@example.org]",
                        message -> message.hasTo("ada@example.org", "cy@example.org")),
                fails("to have subject\n  \"Welcome\"\nbut had\n  \"100% welcome\"", m -> m.hasSubject("Welcome")),
                fails(
                        "to have subject containing\n  \"Goodbye\"\nbut had\n  \"100% welcome\"",
                        message -> message.hasSubjectContaining("Goodbye")),
                fails(
                        "to have text containing\n  \"Goodbye\"\nbut had\n  \"Hello Ada\"",
                        message -> message.hasTextContaining("Goodbye")),
                fails(
                        "to have HTML containing\n  \"Goodbye\"\nbut had\n  \"<p>Hello <b>Ada</b></p>\"",
                        message -> message.hasHtmlContaining("Goodbye")),
                fails(
                        "to have header\n  X-Other\nbut had only"
                                + " [From, To, Cc, Reply-To, Subject, X-Tag, Content-Type]",
                        message -> message.hasHeader("X-Other")),
                fails(
                        "to have header X-Tag\n  \"three\"\nbut had [\"one\", \"two\"]",
                        message -> message.hasHeader("X-Tag", "three")),
                fails(
                        "to have no header\n  X-Tag\nbut had [\"one\", \"two\"]",
                        message -> message.doesNotHaveHeader("X-Tag")),
                fails(
                        "to have attachment\n  terms.pdf\nbut had list.csv (text/csv, 3 bytes)",
                        message -> message.hasAttachment("terms.pdf")),
                fails(
                        "to have no attachments\nbut had list.csv (text/csv, 3 bytes)",
                        CapturedMessageAssert::hasNoAttachments));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsWhatTheMessageHasInstead(String description, Assertion assertion) {
        CapturedMessage message = Mails.welcome();

        assertThatThrownBy(() -> assertion.on(assertThat(message)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(THE_MESSAGE + description);
    }

    @Test
    void showsDevelopmentToolsBothValuesOfASubject() {
        CapturedMessage message = Mails.welcome();

        assertThatThrownBy(() -> assertThat(message).hasSubject("Welcome"))
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo("Welcome");
                    assertThat(error.getActual().getValue()).isEqualTo("100% welcome");
                });
    }

    @Test
    void saysWhenThereIsNoSubject() {
        CapturedMessage message = Mails.mail("From: app@example.org", "", "text");

        assertThatThrownBy(() -> assertThat(message).hasSubject("Welcome"))
                .hasMessageContaining("to have subject\n  \"Welcome\"\nbut had none");
    }

    @Test
    void keepsControlCharactersOfAMailOutOfTheTerminal() {
        CapturedMessage message = Mails.mail("Subject: red", "", "\u001b[31mred");

        assertThatThrownBy(() -> assertThat(message).hasTextContaining("blue"))
                .hasMessageContaining("\uFFFD[31mred")
                .hasMessageNotContaining("\u001b");
    }

    @Test
    void showsNoMoreOfATextThanAScreenHolds() {
        CapturedMessage lines = Mails.mail("Subject: short lines", "", "x\n".repeat(1_000));
        CapturedMessage line = Mails.mail("Subject: a long line", "", "x".repeat(10_000));

        assertThatThrownBy(() -> assertThat(lines).hasTextContaining("y"))
                .hasMessageEndingWith("but had\n  \"" + "x\n".repeat(9) + "x…\"");
        assertThatThrownBy(() -> assertThat(line).hasTextContaining("y"))
                .hasMessageEndingWith("but had\n  \"" + "x".repeat(500) + "…\"");
        assertThatThrownBy(() -> assertThat(line).text().contains("y"))
                .hasMessageContaining("\"" + "x".repeat(500) + "…\"")
                .message()
                .hasSizeLessThan(800);
    }

    @Test
    void showsWhereLongTextsDiffer() {
        CapturedMessage message = Mails.mail("Subject: long", "", "same\n".repeat(500) + "found\nend");
        String expected = "same\n".repeat(500) + "expected\nend";

        assertThatThrownBy(() -> assertThat(message).hasText(expected))
                .hasMessageEndingWith(
                        "to have text\n  …\"same\nsame\nexpected\nend\"\nbut had\n  …\"same\nsame\nfound\nend\"");
        assertThatThrownBy(() -> assertThat(message).text().isEqualTo(expected))
                .isInstanceOfSatisfying(
                        AssertionFailedError.class,
                        error -> assertThat(error.getExpected().getValue()).isEqualTo(expected))
                .hasMessageEndingWith(
                        "Expecting\n  …\"same\nsame\nfound\nend\n\"\nto be equal to\n  …\"same\nsame\nexpected\nend\"");
    }

    @Test
    void cutsALongListOfRecipients() {
        List<String> expected = Collections.nCopies(1_000, "cy@example.org");

        assertThatThrownBy(() -> assertThat(Mails.welcome()).hasEnvelopeRecipients(expected.toArray(String[]::new)))
                .message()
                .hasSizeLessThan(1_500)
                .contains("cy@example.org, cy@exa", "…\nbut had\n  [ada@example.org, bob@example.org]\nmissing");
    }

    @Test
    void refusesNull() {
        CapturedMessage none = null;

        assertThatThrownBy(() -> assertThat(none).hasSubject("Welcome")).hasMessageContaining("not to be null");
    }
}
