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
    private static final String MESSAGE_LINE =
            "\nMessage: \"100% welcome\" <app@example.org> -> <ada@example.org>, <bob@example.org>";

    private interface Assertion {
        void on(CapturedMessageAssert message);
    }

    private static Arguments fails(String description, Assertion assertion) {
        return Arguments.of(description, assertion);
    }

    @Test
    void passesForAMatchingMessage() {
        assertThat(Mails.welcome())
                .hasSender("app@example.org")
                .hasRecipients("BOB@example.org", "ada@example.org")
                .hasFrom("app@example.org")
                .hasTo("Ada@Example.org")
                .hasCc("bob@example.org")
                .hasReplyTo("help@example.org")
                .hasSubject("100% welcome")
                .hasSubjectContaining("welcome")
                .hasSubjectMatching("\\d+% .*")
                .hasTextMatching("Hello \\w+")
                .doesNotContainText("Goodbye")
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
                        "Expected envelope sender <bob@example.org>, but it was <app@example.org>.",
                        message -> message.hasSender("bob@example.org")),
                fails(
                        "Expected envelope recipients [ada@example.org], but found [ada@example.org, bob@example.org].\n"
                                + "Unexpected: bob@example.org",
                        message -> message.hasRecipients("ada@example.org")),
                fails(
                        "Expected To addresses [ada@example.org, cy@example.org], but found [ada@example.org].\n"
                                + "Missing: cy@example.org",
                        message -> message.hasTo("ada@example.org", "cy@example.org")),
                fails(
                        "Expected no Cc addresses, but found [bob@example.org].\nUnexpected: bob@example.org",
                        message -> message.hasCc()),
                fails(
                        "Expected subject \"Welcome\", but it was \"100% welcome\".",
                        message -> message.hasSubject("Welcome")),
                fails(
                        "Expected subject containing \"Goodbye\", but it was \"100% welcome\".",
                        message -> message.hasSubjectContaining("Goodbye")),
                fails(
                        "Expected text containing \"Goodbye\", but it was \"Hello Ada\".",
                        message -> message.hasTextContaining("Goodbye")),
                fails(
                        "Expected subject matching \"\\d+\", but it was \"100% welcome\".\n"
                                + "The expression matches only the part \"100\". Add .* where other characters may be.",
                        message -> message.hasSubjectMatching("\\d+")),
                fails(
                        "Expected text matching \"Goodbye .*\", but it was \"Hello Ada\".",
                        message -> message.hasTextMatching("Goodbye .*")),
                fails(
                        "Expected text not containing \"Ada\", but it was \"Hello Ada\".",
                        message -> message.doesNotContainText("Ada")),
                fails(
                        "Expected HTML containing \"Goodbye\", but it was \"<p>Hello <b>Ada</b></p>\".",
                        message -> message.hasHtmlContaining("Goodbye")),
                fails(
                        "Expected header X-Other, but found only"
                                + " [From, To, Cc, Reply-To, Subject, X-Tag, Content-Type].",
                        message -> message.hasHeader("X-Other")),
                fails(
                        "Expected header X-Tag \"three\", but found:\n  \"one\"\n  \"two\"",
                        message -> message.hasHeader("X-Tag", "three")),
                fails(
                        "Expected no header X-Tag, but found:\n  \"one\"\n  \"two\"",
                        message -> message.doesNotHaveHeader("X-Tag")),
                fails(
                        "Expected attachment terms.pdf, but found:\n  list.csv (text/csv, 3 bytes)",
                        message -> message.hasAttachment("terms.pdf")),
                fails(
                        "Expected no attachments, but found:\n  list.csv (text/csv, 3 bytes)",
                        CapturedMessageAssert::hasNoAttachments));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void showsTheActualValue(String description, Assertion assertion) {
        CapturedMessage message = Mails.welcome();

        assertThatThrownBy(() -> assertion.on(assertThat(message)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(description + MESSAGE_LINE);
    }

    @Test
    void findsTextOfTheHtmlThatMustNotBeThere() {
        CapturedMessage html = Mails.mail("Content-Type: text/html", "", "<p class=Bob>Hello <b>null</b></p>");
        CapturedMessage late = Mails.mail("Subject: late", "", "x".repeat(1_000) + " null");

        assertThat(html).doesNotContainText("Bob").doesNotContainText("<b>");
        assertThatThrownBy(() -> assertThat(html).doesNotContainText("Hello null"))
                .hasMessageStartingWith(
                        "Expected HTML as text not containing \"Hello null\", but it was \"Hello null\".");
        assertThatThrownBy(() -> assertThat(late).doesNotContainText("null"))
                .hasMessageContaining("but it was …\"" + "x".repeat(99) + " null\"");
    }

    @Test
    void matchesTextOfSeveralLines() {
        CapturedMessage lines = Mails.mail("Subject: lines", "", "Hello Ada,", "your code is 482913.", "");

        CapturedMessage html = Mails.mail("Content-Type: text/html", "", "<p>x</p>");

        assertThat(lines).hasTextMatching("(?s).*code is \\d{6}.*");
        assertThatThrownBy(() -> assertThat(lines).hasTextMatching("code is \\d{6}"))
                .hasMessageContaining("The expression matches only the part \"code is 482913\". Add .* where other"
                        + " characters may be, and begin it with (?s) so that . also matches line ends.\n");
        assertThatThrownBy(() -> assertThat(html).hasTextMatching("x"))
                .hasMessageContaining("Expected text matching \"x\", but there was none.");
    }

    @Test
    void carriesBothValuesOfASubjectForDevelopmentTools() {
        CapturedMessage message = Mails.welcome();

        assertThatThrownBy(() -> assertThat(message).hasSubject("Welcome"))
                .isInstanceOfSatisfying(AssertionFailedError.class, error -> {
                    assertThat(error.getExpected().getValue()).isEqualTo("Welcome");
                    assertThat(error.getActual().getValue()).isEqualTo("100% welcome");
                });
    }

    @Test
    void failsForAMissingSubject() {
        CapturedMessage message = Mails.mail("From: app@example.org", "", "text");

        assertThatThrownBy(() -> assertThat(message).hasSubject("Welcome"))
                .hasMessageContaining("Expected subject \"Welcome\", but there was none.\n");
    }

    @Test
    void replacesControlCharacters() {
        CapturedMessage message = Mails.mail("Subject: red", "", "\u001b[31mred");

        assertThatThrownBy(() -> assertThat(message).hasTextContaining("blue"))
                .hasMessageContaining("\\u001b[31mred")
                .hasMessageNotContaining("\u001b");
    }

    @Test
    void shortensLongTexts() {
        CapturedMessage lines = Mails.mail("Subject: short lines", "", "x\n".repeat(1_000));
        CapturedMessage line = Mails.mail("Subject: a long line", "", "x".repeat(10_000));

        assertThatThrownBy(() -> assertThat(lines).hasTextContaining("y"))
                .hasMessageContaining("but it was\n  \"" + "x\n".repeat(9) + "x…\"\nMessage: ");
        assertThatThrownBy(() -> assertThat(line).hasTextContaining("y"))
                .hasMessageContaining("but it was\n  \"" + "x".repeat(500) + "…\"\nMessage: ");
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
                .hasMessageStartingWith(
                        "Expected text\n  …\"same\nsame\nexpected\nend\"\nbut it was\n  …\"same\nsame\nfound\nend\"");
        assertThatThrownBy(() -> assertThat(message).text().isEqualTo(expected))
                .isInstanceOfSatisfying(
                        AssertionFailedError.class,
                        error -> assertThat(error.getExpected().getValue()).isEqualTo(expected))
                .hasMessageEndingWith(
                        "Expected text\n  …\"same\nsame\nexpected\nend\"\nbut it was\n  …\"same\nsame\nfound\nend\n\"");
    }

    @Test
    void shortensALongListOfRecipients() {
        List<String> expected = Collections.nCopies(1_000, "cy@example.org");

        assertThatThrownBy(() -> assertThat(Mails.welcome()).hasRecipients(expected.toArray(String[]::new)))
                .message()
                .hasSizeLessThan(1_500)
                .contains("cy@example.org, cy@exa", "…, but found [ada@example.org, bob@example.org].\nMissing: ");
    }

    @Test
    void passesWithoutArgumentsOnlyIfThePartIsEmpty() {
        CapturedMessage bare = Mails.mail("Subject: none", "", "text");

        assertThat(bare)
                .hasFrom()
                .hasTo()
                .hasCc()
                .hasReplyTo()
                .hasHeaders("X-Tag")
                .hasAttachments();
        for (Assertion assertion : List.<Assertion>of(
                CapturedMessageAssert::hasFrom,
                CapturedMessageAssert::hasTo,
                CapturedMessageAssert::hasCc,
                CapturedMessageAssert::hasReplyTo,
                CapturedMessageAssert::hasRecipients,
                CapturedMessageAssert::hasAttachments,
                message -> message.hasHeaders("X-Tag"))) {
            assertThatThrownBy(() -> assertion.on(assertThat(Mails.welcome())))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageStartingWith("Expected ");
        }
    }

    static Stream<Arguments> nullArguments() {
        return Stream.of(
                fails("address", message -> message.hasSender(null)),
                fails("address", message -> message.hasRecipient(null)),
                fails("addresses", message -> message.hasRecipients((String[]) null)),
                fails("addresses[1]", message -> message.hasTo("ada@example.org", null)),
                fails("addresses", message -> message.hasFrom((String[]) null)),
                fails("addresses", message -> message.hasCc((String[]) null)),
                fails("addresses", message -> message.hasReplyTo((String[]) null)),
                fails("addresses", message -> message.hasBcc((String[]) null)),
                fails("protocol", message -> message.hasTlsProtocol(null)),
                fails("name", message -> message.hasUser(null)),
                fails("name", message -> message.hasHelo(null)),
                fails("id", message -> message.hasProblem(null)),
                fails("subject", message -> message.hasSubject(null)),
                fails("text", message -> message.hasSubjectContaining(null)),
                fails("id", message -> message.hasMessageId(null)),
                fails("name", message -> message.hasHeader(null)),
                fails("value", message -> message.hasHeader("X-Tag", (String) null)),
                fails("rawValue", message -> message.hasRawHeader("X-Tag", null)),
                fails("name", message -> message.hasHeaders(null)),
                fails("values[0]", message -> message.hasHeaders("X-Tag", new String[1])),
                fails("name", message -> message.doesNotHaveHeader(null)),
                fails("requirements", message -> message.subject(null)),
                fails("requirements", message -> message.text(null)),
                fails("requirements", message -> message.html(null)),
                fails("text", message -> message.hasText(null)),
                fails("text", message -> message.hasTextContaining(null)),
                fails("text", message -> message.hasHtmlContaining(null)),
                fails("regex", message -> message.hasSubjectMatching(null)),
                fails("regex", message -> message.hasTextMatching(null)),
                fails("text", message -> message.doesNotContainText(null)),
                fails("charset", message -> message.hasCharset(null)),
                fails("href", message -> message.hasLink(null)),
                fails("code", message -> message.hasCode(null)),
                fails("fileName", message -> message.hasAttachment(null)),
                fails("fileName", message -> message.attachment(null)),
                fails("fileNames", message -> message.hasAttachments((String[]) null)),
                fails("file", message -> message.matchesGoldenFile(null)));
    }

    @ParameterizedTest
    @MethodSource("nullArguments")
    void namesANullArgument(String name, Assertion assertion) {
        assertThatThrownBy(() -> assertion.on(assertThat(Mails.welcome())))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(name);
    }

    @Test
    void rejectsNumbersOutOfRange() {
        assertThatThrownBy(() -> assertThat(Mails.welcome()).hasSize(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes must be at least 0, but is -1");
        assertThatThrownBy(() -> assertThat(Mails.welcome()).hasSizeLessThan(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("bytes must be at least 1, but is 0");
        assertThatThrownBy(() -> assertThat(Mails.welcome()).hasAttachmentCount(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("count must be at least 0, but is -1");
    }

    @Test
    void failsForNull() {
        CapturedMessage none = null;

        assertThatThrownBy(() -> assertThat(none).hasSubject("Welcome")).hasMessageContaining("not to be null");
    }
}
