package io.github.smtpfake.internal.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.message.TestMail;
import io.github.smtpfake.session.Envelope;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QueryTermsTest {
    private static final CapturedMessage MAIL = TestMail.of(
            Envelope.of("", List.of("ada@example.org", "hidden@example.org")),
            "From: App <app@example.org>",
            "To: Ada <ada@example.org>",
            "Cc: carol@example.org",
            "Bcc: shown@example.org",
            "Reply-To: reply@example.org",
            "Subject: Welcome",
            "Message-ID: <1@example.org>",
            "X-Tag: one",
            "Content-Type: multipart/mixed; boundary=b",
            "",
            "--b",
            "",
            "Hello",
            "--b",
            "Content-Type: text/html",
            "",
            "<b>Hi</b> Ada <img src=cid:logo>",
            "--b",
            "Content-Type: image/png; name=logo.png",
            "Content-ID: <logo>",
            "",
            "x",
            "--b--");

    static Stream<Arguments> conditions() {
        MessageQuery any = MessageQuery.any();
        Instant time = Instant.EPOCH;
        return Stream.of(
                Arguments.of(any.from("a*"), new Term.Matches(Field.FROM, "a*")),
                Arguments.of(any.to("a*"), new Term.Matches(Field.TO, "a*")),
                Arguments.of(any.cc("a*"), new Term.Matches(Field.CC, "a*")),
                Arguments.of(any.replyTo("a*"), new Term.Matches(Field.REPLY_TO, "a*")),
                Arguments.of(any.sender("a*"), new Term.Matches(Field.SENDER, "a*")),
                Arguments.of(any.sender(""), new Term.Matches(Field.SENDER, "<>")),
                Arguments.of(any.recipient("a*"), new Term.Matches(Field.RECIPIENT, "a*")),
                Arguments.of(any.attachment("*.png"), new Term.Matches(Field.ATTACHMENT, "*.png")),
                Arguments.of(any.helo("a*"), new Term.Matches(Field.HELO, "a*")),
                Arguments.of(any.user("a*"), new Term.Matches(Field.USER, "a*")),
                Arguments.of(any.session("x"), new Term.Matches(Field.SESSION, "x")),
                Arguments.of(any.subjectContains("x"), new Term.Contains(Field.SUBJECT, "x")),
                Arguments.of(any.textContains("x"), new Term.Contains(Field.TEXT, "x")),
                Arguments.of(any.htmlContains("x"), new Term.Contains(Field.HTML, "x")),
                Arguments.of(any.anyTextContains("x"), new Term.Contains(Field.ANYWHERE, "x")),
                Arguments.of(any.headerContains("X-Tag", "x"), new Term.HeaderContains("X-Tag", "x")),
                Arguments.of(any.receivedAfter(time), new Term.ReceivedAfter(time)),
                Arguments.of(any.receivedBefore(time), new Term.ReceivedBefore(time)),
                Arguments.of(any.largerThan(1), new Term.LargerThan(1)),
                Arguments.of(any.smallerThan(1), new Term.SmallerThan(1)),
                Arguments.of(any.matching("is urgent", mail -> true), new Term.Opaque()),
                Arguments.of(
                        MessageQueries.not(any.largerThan(1).smallerThan(3)),
                        new Term.Not(List.of(new Term.LargerThan(1), new Term.SmallerThan(3)))),
                Arguments.of(
                        any.largerThan(1).or(any.smallerThan(3)),
                        new Term.AnyOf(List.of(List.of(new Term.LargerThan(1)), List.of(new Term.SmallerThan(3))))));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void returnsTheTermOfACondition(MessageQuery query, Term term) {
        assertThat(QueryTerms.of(query)).containsExactly(term);
    }

    static Stream<Arguments> terms() {
        return Stream.of(
                Arguments.of(new Term.Contains(Field.FROM, "APP <app"), new Term.Contains(Field.FROM, "bob")),
                Arguments.of(new Term.Contains(Field.TO, "ada <"), new Term.Contains(Field.TO, "carol")),
                Arguments.of(new Term.Contains(Field.CC, "carol"), new Term.Contains(Field.CC, "ada")),
                Arguments.of(new Term.Contains(Field.BCC, "shown"), new Term.Contains(Field.BCC, "ada")),
                Arguments.of(new Term.Matches(Field.BCC, "hidden@*"), new Term.Matches(Field.BCC, "hidden")),
                Arguments.of(new Term.Contains(Field.REPLY_TO, "reply"), new Term.Contains(Field.REPLY_TO, "ada")),
                Arguments.of(new Term.Contains(Field.RECIPIENT, "hidden"), new Term.Contains(Field.RECIPIENT, "carol")),
                Arguments.of(new Term.Contains(Field.SENDER, "<>"), new Term.Contains(Field.SENDER, "app")),
                Arguments.of(new Term.Contains(Field.MESSAGE_ID, "1@E"), new Term.Contains(Field.MESSAGE_ID, "<")),
                Arguments.of(new Term.Contains(Field.ATTACHMENT, "LOGO"), new Term.Contains(Field.ATTACHMENT, "x")),
                Arguments.of(new Term.Contains(Field.HELO, "client"), new Term.Contains(Field.HELO, "x")),
                Arguments.of(new Term.Contains(Field.USER, "app"), new Term.Contains(Field.USER, "x")),
                Arguments.of(new Term.Contains(Field.ANYWHERE, "hi ada"), new Term.Contains(Field.ANYWHERE, "hello")),
                Arguments.of(new Term.HeaderContains("x-tag", ""), new Term.HeaderContains("X-Other", "")),
                Arguments.of(new Term.Has(Term.PartKind.INLINE), new Term.Has(Term.PartKind.ATTACHMENT)),
                Arguments.of(
                        new Term.Not(List.of(new Term.LargerThan(0), new Term.SmallerThan(1))),
                        new Term.Not(List.of(new Term.LargerThan(0), new Term.SmallerThan(5_000)))),
                Arguments.of(
                        new Term.AnyOf(List.of(List.of(new Term.SmallerThan(1)), List.of())),
                        new Term.AnyOf(List.of())));
    }

    @ParameterizedTest
    @MethodSource("terms")
    void decidesATermThatNoConditionHas(Term matching, Term other) {
        assertThat(query(matching).matches(MAIL)).isTrue();
        assertThat(query(matching).mismatches(MAIL)).isEmpty();
        assertThat(query(other).matches(MAIL)).isFalse();
        assertThat(query(other).mismatches(MAIL)).containsExactly("with a value: did not match");
    }

    private static MessageQuery query(Term term) {
        return QueryTerms.query(MessageQuery.class, term, "with a value");
    }

    @Test
    void describesTheQueryByItsPhrase() {
        MessageQuery query = query(new Term.Contains(Field.BCC, "x"));

        assertThat(query).hasToString("with a value");
        assertThat(QueryTerms.of(query.largerThan(1)))
                .containsExactly(new Term.Contains(Field.BCC, "x"), new Term.LargerThan(1));
    }

    @Test
    void rejectsATermThatOnlyItsQueryCanDecide() {
        assertThatIllegalArgumentException().isThrownBy(() -> query(new Term.Opaque()));
        assertThatIllegalArgumentException().isThrownBy(() -> query(new Term.Not(List.of(new Term.Opaque()))));
    }

    @Test
    void comparesTextsIndependentlyOfTheDefaultLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(query(new Term.Contains(Field.ANYWHERE, "HI")).matches(MAIL))
                    .isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }
}
