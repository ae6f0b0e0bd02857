package io.github.smtpfake.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EarlyConditionTest {
    private static final MessageQuery ANY = MessageQuery.any();
    private static final MessageQuery ADA = ANY.recipient("ada@example.org");
    private static final MessageQuery BOB = ANY.recipient("bob@example.org");
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    private static EarlyCondition early(MessageQuery query) {
        return EarlyCondition.allOf(QueryTerms.of(query));
    }

    private static List<MessageQuery> decidedByEnvelopeAndSession() {
        return List.of(
                ANY,
                ADA,
                ANY.recipient("*@example.org"),
                ANY.recipient("ada@m\u00fcnchen.example"),
                ANY.sender("app@*"),
                ANY.session("session"),
                ANY.receivedAfter(NOON),
                ANY.receivedBefore(NOON),
                ANY.largerThan(10),
                ANY.smallerThan(10),
                ADA.sender("app@example.org"),
                ADA.or(BOB),
                MessageQueries.not(ADA));
    }

    @ParameterizedTest
    @MethodSource("decidedByEnvelopeAndSession")
    void needsNoDetailsForEnvelopeAndSession(MessageQuery query) {
        assertThat(early(query).needsNoDetails()).isTrue();
    }

    private static List<MessageQuery> decidedByContent() {
        return List.of(
                ANY.subjectContains("subject"),
                ANY.textContains("text"),
                ANY.anyTextContains("text"),
                ANY.headerContains("X-Campaign", "autumn"),
                ANY.matching("opaque", message -> true),
                ADA.subjectContains("subject"),
                ADA.or(ANY.subjectContains("subject")),
                MessageQueries.not(ANY.subjectContains("subject")));
    }

    @ParameterizedTest
    @MethodSource("decidedByContent")
    void needsDetailsForContent(MessageQuery query) {
        assertThat(early(query).needsNoDetails()).isFalse();
    }

    @Test
    void findsAWholeRecipientInAnyCase() {
        EarlyCondition ada = early(ANY.recipient("Ada@Example.org"));

        assertThat(ada.possible().text()).isEqualTo("(instr(m.recipients, ?) > 0 OR m.recipients IS NULL)");
        assertThat(ada.possible().parameters()).containsExactly("\nada@example.org\n");
    }

    @Test
    void findsAPatternOfARecipient() {
        assertThat(early(ANY.recipient("a?a[1]*@example.org")).possible().parameters())
                .containsExactly("*\na[?]a[[]1]*@example.org\n*");
    }

    @Test
    void acceptsEachMessageThatMeetsOnePartOfAnAlternative() {
        assertThat(early(ADA.or(BOB)).possible().parameters())
                .containsExactly("\nada@example.org\n", "\nbob@example.org\n");
        assertThat(early(ADA.or(ANY.subjectContains("subject"))).possible()).isEqualTo(SqlText.TRUE);
    }

    @Test
    void readsOnlyMessagesThatMeetTheKnownPartOfACondition() {
        assertThat(early(ADA.subjectContains("subject")).possible())
                .isEqualTo(early(ADA).possible());
    }

    @Test
    void acceptsEveryMessageForTheOppositeOfACondition() {
        assertThat(early(MessageQueries.not(ADA)).possible()).isEqualTo(SqlText.TRUE);
    }

    @Test
    void acceptsEveryMessageForAPatternThatSqlCannotCompare() {
        assertThat(early(ANY.recipient("zero\0@example.org")).possible()).isEqualTo(SqlText.TRUE);
        assertThat(early(ANY.recipient("*a*b*c*d*e*f*@example.org")).possible()).isEqualTo(SqlText.TRUE);
    }

    @Test
    void acceptsEveryMessageForTooManyConditions() {
        MessageQuery many = ADA;
        for (int i = 0; i < 200; i++) {
            many = many.sender("app@example.org");
        }
        assertThat(early(many)).isEqualTo(new EarlyCondition(SqlText.TRUE, false));
    }
}
