package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                        "From ada@example.org: was app@example.org"),
                Arguments.of(
                        any.to("ada@example.org"),
                        any.to("carol@*"),
                        "To carol@*: was Ada@Example.org, bob@example.org (carol@example.org is in Cc)"),
                Arguments.of(
                        any.cc("carol@*"),
                        any.cc("bob@*"),
                        "Cc bob@*: was carol@example.org (bob@example.org is in To)"),
                Arguments.of(
                        any.to("BOB@*"),
                        any.to("bcc@example.org"),
                        "To bcc@example.org: was Ada@Example.org, bob@example.org (bcc@example.org is only in the envelope, like a Bcc)"),
                Arguments.of(any.cc("carol@example.org"), any.cc("x@*"), "Cc x@*: was carol@example.org"),
                Arguments.of(any.replyTo("reply@example.org"), any.replyTo("x"), "Reply-To x: was reply@example.org"),
                Arguments.of(
                        any.sender("bounce@*"),
                        any.sender("app@example.org"),
                        "sender app@example.org: was bounce@example.org (app@example.org is only in the From header)"),
                Arguments.of(any.sender("*"), any.sender(""), "sender <>: was bounce@example.org"),
                Arguments.of(
                        any.recipient("bcc@example.org"),
                        any.recipient("carol@example.org"),
                        "recipient carol@example.org: was ada@example.org, bcc@example.org (carol@example.org is only in the headers)"),
                Arguments.of(
                        any.subjectContains("wËLCOME a"),
                        any.subjectContains("Goodbye"),
                        "subject containing \"Goodbye\": was \"Wëlcome Ada\""),
                Arguments.of(
                        any.textContains("hello"),
                        any.textContains("<p>"),
                        "text containing \"<p>\": was \"Hello Ada\""),
                Arguments.of(
                        any.htmlContains("<p>"),
                        any.htmlContains("Ada"),
                        "HTML containing \"Ada\": was \"<p>Hello</p>\""),
                Arguments.of(
                        any.headerContains("x-tag", "TWO"),
                        any.headerContains("X-Tag", "three"),
                        "header X-Tag containing \"three\": was \"one\", \"two\""),
                Arguments.of(
                        any.headerContains("X-Tag", ""),
                        any.headerContains("X-None", ""),
                        "header X-None containing \"\": was missing"),
                Arguments.of(
                        any.anyTextContains("(wëlcome,\n ADA"),
                        any.anyTextContains("Goodbye"),
                        "any text containing \"Goodbye\": was not found"),
                Arguments.of(
                        any.receivedAfter(MAIL.receivedAt().minusNanos(1)),
                        any.receivedAfter(MAIL.receivedAt()),
                        "received after " + MAIL.receivedAt() + ": was received at " + MAIL.receivedAt()),
                Arguments.of(
                        any.receivedBefore(MAIL.receivedAt().plusNanos(1)),
                        any.receivedBefore(MAIL.receivedAt()),
                        "received before " + MAIL.receivedAt() + ": was received at " + MAIL.receivedAt()),
                Arguments.of(
                        any.largerThan(MAIL.size() - 1L),
                        any.largerThan(MAIL.size()),
                        "larger than " + MAIL.size() + " bytes: was " + MAIL.size() + " bytes"),
                Arguments.of(
                        any.smallerThan(MAIL.size() + 1L),
                        any.smallerThan(MAIL.size()),
                        "smaller than " + MAIL.size() + " bytes: was " + MAIL.size() + " bytes"),
                Arguments.of(any.attachment("*.pdf"), any.attachment("*.txt"), "attachment *.txt: was terms.pdf"),
                Arguments.of(any.helo("cli*"), any.helo("other"), "EHLO name other: was client"),
                Arguments.of(any.user("APP"), any.user("other"), "user other: was app"),
                Arguments.of(
                        any.session(MAIL.session().id()),
                        any.session("x"),
                        "session x: was " + MAIL.session().id()),
                Arguments.of(
                        any.from("app@*").or(any.from("x@*")),
                        any.to("x@*").or(any.subjectContains("x")),
                        "either with To x@* or with subject containing \"x\": To x@*: was Ada@Example.org, bob@example.org;"
                                + " subject containing \"x\": was \"Wëlcome Ada\""),
                Arguments.of(
                        MessageQueries.not(any.to("x@*")),
                        MessageQueries.not(any.to("ada@*").cc("carol@*")),
                        "not (with To ada@* and Cc carol@*): matched"),
                Arguments.of(
                        any.matching("is there", mail -> true),
                        any.matching("is absent", mail -> false),
                        "is absent: did not match"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void reportsWhyAMessageDoesNotMatch(MessageQuery matching, MessageQuery other, String mismatch) {
        assertThat(matching.matches(MAIL)).isTrue();
        assertThat(matching.mismatches(MAIL)).isEmpty();
        assertThat(other.matches(MAIL)).isFalse();
        assertThat(other.mismatches(MAIL)).containsExactly(mismatch);
    }

    @Test
    void matchesIfAllConditionsAreMet() {
        MessageQuery query =
                MessageQueries.to("ada@example.org").subjectContains("Goodbye").and(MessageQueries.from("x@*"));

        assertThat(query.matches(MAIL)).isFalse();
        assertThat(query.mismatches(MAIL))
                .containsExactly(
                        "subject containing \"Goodbye\": was \"Wëlcome Ada\"", "From x@*: was app@example.org");
        assertThat(query).hasToString("with To ada@example.org and subject containing \"Goodbye\" and From x@*");
        assertThat(query.size()).isEqualTo(3);
    }

    @Test
    void readsAsAPhraseAfterTheWordMessage() {
        MessageQuery any = MessageQuery.any();

        assertThat(any.recipient("a@b.org").recipient("c@d.org").sender("").user("app"))
                .hasToString("for recipient a@b.org and recipient c@d.org and from sender <> and user app");
        assertThat(any.helo("client").attachment("*.pdf").session("x").matching("is urgent", mail -> true))
                .hasToString("with EHLO name client and attachment *.pdf and from session x and that is urgent");
        assertThat(any.anyTextContains("x").largerThan(1_000).receivedBefore(Instant.EPOCH))
                .hasToString("with any text containing \"x\" and larger than 1000 bytes"
                        + " and received before 1970-01-01T00:00:00Z");
        assertThat(any.to("a@b.org").or(any.cc("a@b.org").subjectContains("x")).or(any.recipient("a@b.org")))
                .hasToString("either with To a@b.org, (with Cc a@b.org and subject containing \"x\")"
                        + " or for recipient a@b.org");
        assertThat(any.from("x@*").and(any.to("a@b.org").or(any.to("c@d.org"))))
                .hasToString("with From x@* and either with To a@b.org or with To c@d.org");
        assertThat(MessageQueries.not(any.to("a@b.org"))).hasToString("not with To a@b.org");
        assertThat(MessageQueries.not(any.to("a@b.org").or(any.to("c@d.org"))))
                .hasToString("not (either with To a@b.org or with To c@d.org)");
    }

    @Test
    void namesAnArgumentThatIsNull() {
        MessageQuery any = MessageQuery.any();
        Map<String, ThrowingCallable> calls = Map.ofEntries(
                Map.entry("address of from", () -> any.from(missing())),
                Map.entry("address of to", () -> any.to(missing())),
                Map.entry("address of cc", () -> any.cc(missing())),
                Map.entry("address of replyTo", () -> any.replyTo(missing())),
                Map.entry("address of sender", () -> any.sender(missing())),
                Map.entry("address of recipient", () -> any.recipient(missing())),
                Map.entry("text of subjectContains", () -> any.subjectContains(missing())),
                Map.entry("text of textContains", () -> any.textContains(missing())),
                Map.entry("text of htmlContains", () -> any.htmlContains(missing())),
                Map.entry("name of headerContains", () -> any.headerContains(missing(), "")),
                Map.entry("text of headerContains", () -> any.headerContains("", missing())),
                Map.entry("words of anyTextContains", () -> any.anyTextContains(missing())),
                Map.entry("time of receivedAfter", () -> any.receivedAfter(missing())),
                Map.entry("time of receivedBefore", () -> any.receivedBefore(missing())),
                Map.entry("fileName of attachment", () -> any.attachment(missing())),
                Map.entry("name of helo", () -> any.helo(missing())),
                Map.entry("name of user", () -> any.user(missing())),
                Map.entry("id of session", () -> any.session(missing())),
                Map.entry("clause of matching", () -> any.matching(missing(), mail -> true)),
                Map.entry("condition of matching", () -> any.matching("", missing())),
                Map.entry("other of and", () -> any.and((MessageQuery) missing())),
                Map.entry("other of or", () -> any.or(missing())),
                Map.entry("query of not", () -> MessageQueries.not(missing())),
                Map.entry("message of matches", () -> any.matches(missing())),
                Map.entry("message of mismatches", () -> any.mismatches(missing())),
                Map.entry("session of mayComeFrom", () -> any.mayComeFrom(missing())));

        calls.forEach((argument, call) -> assertThatNullPointerException()
                .isThrownBy(call)
                .as(argument)
                .withMessage(argument.substring(0, argument.indexOf(' '))));
    }

    @Test
    void rejectsANegativeSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageQueries.largerThan(-1))
                .withMessage("bytes must not be negative, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageQueries.smallerThan(-1))
                .withMessage("bytes must not be negative, but is -1");
        assertThat(MessageQueries.largerThan(0).matches(MAIL)).isTrue();
        assertThat(MessageQueries.smallerThan(0).matches(MAIL)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app <APP@example.org",
                "carol@example.org",
                "reply@example.org",
                "bcc@example.org",
                "bounce@example.org",
                "wëlcome ada",
                "hello",
                "terms.pdf",
                ""
            })
    void findsWordsInEveryVisibleText(String words) {
        assertThat(MessageQueries.anyTextContains(words).matches(MAIL)).isTrue();
    }

    @Test
    void findsTheAddressesOfLinksInHtml() {
        CapturedMessage mail = TestMail.of(
                "Content-Type: text/html",
                "",
                "<a href=\"https://shop.example/t?a=1&amp;token=abc\">Track</a> now <a href='mailto:help@shop.example'>Help</a>");

        for (String found :
                List.of("https://shop.example/t?a=1&token=abc", "token=abc", "shop.example/t", "track now")) {
            assertThat(MessageQueries.anyTextContains(found).matches(mail))
                    .as(found)
                    .isTrue();
        }
        for (String absent : List.of("mailto", "help@shop.example", "href")) {
            assertThat(MessageQueries.anyTextContains(absent).matches(mail))
                    .as(absent)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart", "/p", "X-Tag", "Ada bob"})
    void findsNoWordsElsewhere(String words) {
        assertThat(MessageQueries.anyTextContains(words).matches(MAIL)).isFalse();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "DataFlowIssue"})
    private static <T> T missing() {
        return null;
    }

    @Test
    void isImmutable() {
        MessageQuery first = MessageQueries.to("ada@example.org");

        first.subjectContains("never");

        assertThat(first).hasToString("with To ada@example.org");
        assertThat(first.matches(MAIL)).isTrue();
        assertThat(MessageQueries.anyMessage()).hasToString("any message");
        assertThat(MessageQueries.anyMessage().matches(MAIL)).isTrue();
    }

    @Test
    void matchesTheNullPath() {
        CapturedMessage bounce = TestMail.of(Envelope.of("", List.of("ada@example.org")), "Subject: bounce");

        assertThat(MessageQueries.sender("").matches(bounce)).isTrue();
        assertThat(MessageQueries.sender("a@*").mismatches(bounce)).containsExactly("sender a@*: was <>");
        assertThat(MessageQueries.to("a@*").mismatches(bounce)).containsExactly("To a@*: was missing");
    }

    @ParameterizedTest
    @MethodSource("addressConditions")
    void rejectsAnAddressWithADisplayName(UnaryOperator<String> condition) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> condition.apply("Ada <ada@example.org>"))
                .withMessage(
                        "address must not have a display name or angle brackets, but is \"Ada <ada@example.org>\"; use"
                                + " \"ada@example.org\"");
    }

    static Stream<UnaryOperator<String>> addressConditions() {
        MessageQuery any = MessageQuery.any();
        return Stream.of(
                address -> any.from(address).toString(),
                address -> any.to(address).toString(),
                address -> any.cc(address).toString(),
                address -> any.replyTo(address).toString(),
                address -> any.sender(address).toString(),
                address -> any.recipient(address).toString());
    }

    @Test
    void acceptsTheNullPathAsSender() {
        assertThat(MessageQuery.any().sender("<>").toString()).isEqualTo("from sender <>");
    }

    @Test
    void namesAnInvisibleDifference() {
        CapturedMessage mail = TestMail.of("Subject: =?utf-8?q?100=C2=A0EUR?=", "", "Hello");

        assertThat(MessageQuery.any().subjectContains("100 eur").mismatches(mail))
                .singleElement()
                .asString()
                .isEqualTo(
                        "subject containing \"100 eur\": was \"100\u00a0EUR\"; only white space differs (a non-breaking space"
                                + " (U+00A0) instead of 1 space after \"100\"): expected \"100 eur\", found"
                                + " \"100\\u00a0EUR\". Use the same spaces in the application and in the test.");
        assertThat(MessageQuery.any().subjectContains("200 EUR").mismatches(mail))
                .singleElement()
                .asString()
                .isEqualTo("subject containing \"200 EUR\": was \"100\u00a0EUR\"");
    }

    /** Envelope and session decide without the bytes, in whatever order the conditions are, and however they are combined. */
    @Test
    void readsNoMessageThatTheEnvelopeExcludes() {
        CapturedMessage unreadable = new CapturedMessage(new Delivery(
                "id",
                Instant.EPOCH,
                Envelope.of("app@example.org", List.of("ada@example.org")),
                TestMail.session("client"),
                RawMessage.onDemand(1_000, () -> {
                    throw new AssertionError("The message was read");
                }),
                List.of(),
                Limits.defaults()));
        MessageQuery other = MessageQuery.any().subjectContains("Welcome").recipient("bob@example.org");

        assertThat(other.matches(unreadable)).isFalse();
        assertThat(other.or(MessageQuery.any().attachment("x").sender("bob@example.org"))
                        .matches(unreadable))
                .isFalse();
        assertThat(MessageQuery.any().subjectContains("Welcome").user("other").matches(unreadable))
                .isFalse();
        assertThat(MessageQuery.any().textContains("x").smallerThan(10).matches(unreadable))
                .isFalse();
        assertThatThrownBy(
                        () -> other.or(MessageQuery.any().subjectContains("x")).matches(unreadable))
                .hasMessage("The message was read");
    }
}
