package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Envelope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessageQueryTest {
    private static final CapturedMessage MAIL = TestMail.of(
            Envelope.of("bounce@example.org", List.of("ada@example.org", "bcc@example.org")),
            "From: App <app@example.org>",
            "To: Ada <Ada@Example.org>, bob@example.org",
            "Cc: carol@example.org",
            "Reply-To: reply@example.org",
            "Subject: =?utf-8?q?W=C3=ABlcome?= Ada",
            "X-Tag: one",
            "X-Tag: two",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "Content-Type: text/plain",
            "",
            "Hello Ada",
            "--b",
            "Content-Type: text/html",
            "",
            "<p>Hello</p>",
            "--b",
            "Content-Type: application/pdf; name=terms.pdf",
            "",
            "x",
            "--b--");

    static Stream<Arguments> queries() {
        MessageQuery any = MessageQuery.any();
        return Stream.of(
                Arguments.of(
                        any.from("app@example.org"),
                        any.from("ada@example.org"),
                        "from is ada@example.org: was app@example.org"),
                Arguments.of(
                        any.to("ada@example.org"),
                        any.to("carol@*"),
                        "to is carol@*: was Ada@Example.org, bob@example.org (carol@example.org is in Cc)"),
                Arguments.of(
                        any.cc("carol@*"),
                        any.cc("bob@*"),
                        "cc is bob@*: was carol@example.org (bob@example.org is in To)"),
                Arguments.of(
                        any.to("BOB@*"),
                        any.to("bcc@example.org"),
                        "to is bcc@example.org: was Ada@Example.org, bob@example.org (bcc@example.org is only in the envelope, like a Bcc)"),
                Arguments.of(any.cc("carol@example.org"), any.cc("x@*"), "cc is x@*: was carol@example.org"),
                Arguments.of(
                        any.replyTo("reply@example.org"), any.replyTo("x"), "reply-to is x: was reply@example.org"),
                Arguments.of(
                        any.sender("bounce@*"),
                        any.sender("app@example.org"),
                        "sender is app@example.org: was bounce@example.org (app@example.org is only in the From header)"),
                Arguments.of(any.sender("*"), any.sender(""), "sender is <>: was bounce@example.org"),
                Arguments.of(
                        any.recipient("bcc@example.org"),
                        any.recipient("carol@example.org"),
                        "recipient is carol@example.org: was ada@example.org, bcc@example.org (carol@example.org is only in the headers)"),
                Arguments.of(
                        any.subjectContains("wËLCOME a"),
                        any.subjectContains("Goodbye"),
                        "subject contains \"Goodbye\": was \"Wëlcome Ada\""),
                Arguments.of(
                        any.textContains("hello"), any.textContains("<p>"), "text contains \"<p>\": was \"Hello Ada\""),
                Arguments.of(
                        any.htmlContains("<p>"),
                        any.htmlContains("Ada"),
                        "html contains \"Ada\": was \"<p>Hello</p>\""),
                Arguments.of(
                        any.headerContains("x-tag", "TWO"),
                        any.headerContains("X-Tag", "three"),
                        "header X-Tag contains \"three\": was \"one\", \"two\""),
                Arguments.of(
                        any.headerContains("X-Tag", ""),
                        any.headerContains("X-None", ""),
                        "header X-None contains \"\": has none"),
                Arguments.of(any.attachment("*.pdf"), any.attachment("*.txt"), "attachment is *.txt: was terms.pdf"),
                Arguments.of(any.helo("cli*"), any.helo("other"), "helo is other: was client"),
                Arguments.of(any.user("APP"), any.user("other"), "user is other: was app"),
                Arguments.of(
                        any.session(MAIL.session().id()),
                        any.session("x"),
                        "session is x: was " + MAIL.session().id()),
                Arguments.of(
                        any.from("app@*").or(any.from("x@*")),
                        any.to("x@*").or(any.subjectContains("x")),
                        "(to is x@* or subject contains \"x\"): to is x@*: was Ada@Example.org, bob@example.org;"
                                + " subject contains \"x\": was \"Wëlcome Ada\""),
                Arguments.of(
                        MessageQueries.not(any.to("x@*")),
                        MessageQueries.not(any.to("ada@*").cc("carol@*")),
                        "not (to is ada@* and cc is carol@*): was so"),
                Arguments.of(
                        any.matching("is there", mail -> true),
                        any.matching("is absent", mail -> false),
                        "is absent: was not so"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void tellsWhyAMessageDoesNotMatch(MessageQuery matching, MessageQuery other, String mismatch) {
        assertThat(matching.matches(MAIL)).isTrue();
        assertThat(matching.mismatches(MAIL)).isEmpty();
        assertThat(other.matches(MAIL)).isFalse();
        assertThat(other.mismatches(MAIL)).containsExactly(mismatch);
        assertThat(mismatch).startsWith(other.conditions() + ": ");
    }

    @Test
    void needsAllOfItsConditions() {
        MessageQuery query =
                MessageQueries.to("ada@example.org").subjectContains("Goodbye").and(MessageQueries.from("x@*"));

        assertThat(query.matches(MAIL)).isFalse();
        assertThat(query.mismatches(MAIL))
                .containsExactly(
                        "subject contains \"Goodbye\": was \"Wëlcome Ada\"", "from is x@*: was app@example.org");
        assertThat(query).hasToString("with to is ada@example.org and subject contains \"Goodbye\" and from is x@*");
        assertThat(query.size()).isEqualTo(3);
    }

    @Test
    void isNotChangedByWhatIsMadeOfIt() {
        MessageQuery first = MessageQueries.to("ada@example.org");

        first.subjectContains("never");

        assertThat(first).hasToString("with to is ada@example.org");
        assertThat(first.matches(MAIL)).isTrue();
        assertThat(MessageQueries.anyMessage()).hasToString("any message");
        assertThat(MessageQueries.anyMessage().matches(MAIL)).isTrue();
    }

    @Test
    void knowsTheNullPath() {
        CapturedMessage bounce = TestMail.of(Envelope.of("", List.of("ada@example.org")), "Subject: bounce");

        assertThat(MessageQueries.sender("").matches(bounce)).isTrue();
        assertThat(MessageQueries.sender("a@*").mismatches(bounce)).containsExactly("sender is a@*: was <>");
        assertThat(MessageQueries.to("a@*").mismatches(bounce)).containsExactly("to is a@*: was nobody");
    }
}
