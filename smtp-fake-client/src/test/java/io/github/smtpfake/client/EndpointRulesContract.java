package io.github.smtpfake.client;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static io.github.smtpfake.rules.Rules.startTls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.testing.SmtpClient;
import org.junit.jupiter.api.Test;

/** The rules of a server, wherever it runs. */
abstract class EndpointRulesContract extends EndpointFixture {

    @Test
    void rejectsByARuleAndCounts() throws Exception {
        Rule rule = endpoint.on(rcptTo("full@example.org")).times(2).reply("452 4.2.2 full");

        assertThat(rcptReply("full@example.org")).isEqualTo("452 4.2.2 full");
        assertThat(rcptReply("ada@example.org")).startsWith("250");
        assertThat(rcptReply("full@example.org")).startsWith("452");
        assertThat(rcptReply("full@example.org")).startsWith("250");

        assertThat(rule.timesFired()).isEqualTo(2);
        assertThat(rule.sessions()).hasSize(2).doesNotHaveDuplicates();
        assertThat(endpoint.rules()).containsExactly(rule);
        assertThat(rule.definition().toString()).contains("full@example.org");
    }

    @Test
    void saysWhyARuleDidNotFire() throws Exception {
        Rule rule = endpoint.on(rcptTo("full@example.org")).reply("452 4.2.2 full");

        rcptReply("ada@example.org");

        assertThat(rule.timesFired()).isZero();
        assertThat(rule.lastMiss().orElseThrow()).contains("full@example.org");
    }

    @Test
    void listsItsRulesNewestFirst() {
        Rule first = endpoint.on(rcptTo("a@example.org")).reply("450 a");
        Rule second = endpoint.on(rcptTo("b@example.org")).reply("450 b");

        assertThat(endpoint.rules()).containsExactly(second, first);
    }

    @Test
    void prefersTheRulesOfTheInnerScope() throws Exception {
        endpoint.on(rcptTo("ada@example.org")).reply("450 outer");
        Endpoint inner = endpoint.inner();
        Rule rule = inner.on(rcptTo("ada@example.org")).reply("451 inner");
        endpoint.on(rcptTo("ada@example.org")).reply("452 newer outer");

        assertThat(rcptReply("ada@example.org")).isEqualTo("451 inner");
        assertThat(inner.rules()).containsExactly(rule);
        assertThat(endpoint.rules()).hasSize(2);
    }

    @Test
    void endsTheRulesOfAnInnerScopeAlone() throws Exception {
        endpoint.on(rcptTo("ada@example.org")).reply("450 outer");
        Endpoint inner = endpoint.inner();
        Rule rule = inner.on(rcptTo("ada@example.org")).reply("451 inner");
        rcptReply("ada@example.org");

        inner.endRules();

        assertThat(rcptReply("ada@example.org")).isEqualTo("450 outer");
        assertThat(rule.timesFired()).as("a removed rule keeps its count").isEqualTo(1);
        assertThatIllegalStateException()
                .isThrownBy(() -> inner.on(rcptTo("ada@example.org")).reply("451 inner"));
    }

    @Test
    void endsInnerScopesWithTheOuterOne() throws Exception {
        Endpoint outer = endpoint.inner();
        outer.inner().on(rcptTo("ada@example.org")).reply("451 innermost");

        outer.endRules();

        assertThat(rcptReply("ada@example.org")).startsWith("250");
    }

    @Test
    void clearsItsRules() throws Exception {
        Rule rule = endpoint.on(rcptTo("ada@example.org")).reply("450 later");
        rcptReply("ada@example.org");

        endpoint.clearRules();

        assertThat(rcptReply("ada@example.org")).startsWith("250");
        assertThat(endpoint.rules()).isEmpty();
        assertThat(rule.timesFired()).isEqualTo(1);
    }

    @Test
    void removesOneRule() throws Exception {
        Rule rule = endpoint.on(rcptTo("ada@example.org")).reply("450 later");
        rcptReply("ada@example.org");

        rule.remove();
        rule.remove();

        assertThat(rcptReply("ada@example.org")).startsWith("250");
        assertThat(endpoint.rules()).isEmpty();
        assertThat(rule.timesFired()).isEqualTo(1);
    }

    @Test
    void failsAfterTheMessageIsStored() throws Exception {
        endpoint.on(endOfData().recipient("ada@example.org")).storeThenDisconnect();
        try (SmtpClient client = greeted()) {
            client.untilData().say("Subject: twice", "", "Hello", ".");
            assertThat(client.isClosedByServer()).isTrue();
        }

        assertThat(inbox.awaitOne().subject()).contains("twice");
        assertThat(inbox.awaitSession().end()).contains(SessionEnd.ABORTED_BY_RULE);
    }

    @Test
    void rejectsARuleForAStageThatTheServerNeverReaches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> endpoint.on(startTls()).reply("454 later"))
                .withMessageContaining("starttls");
    }
}
