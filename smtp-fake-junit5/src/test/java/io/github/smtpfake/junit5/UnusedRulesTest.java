package io.github.smtpfake.junit5;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.testing.SmtpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnusedRulesTest {

    @SmtpFake(unusedRules = Consequence.FAIL)
    static class Fails {
        @Test
        void neverConnects(SmtpFakeServer server) {
            server.on(rcptTo("ada@example.org")).reply("452 4.2.2 mailbox full");
            Rule used = server.on(rcptTo("bob@example.org")).reply("452 4.2.2 mailbox full");
            SmtpClient.replyToRcpt(server, "bob@example.org");
            assertThat(used.timesFired()).isOne();
        }
    }

    @Test
    void failsTheTestForARuleThatNeverFired() {
        assertThat(Jupiter.of(Fails.class).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected every rule to fire, but these never fired:\n"
                        + "  rcptTo(ada@example.org) -> 452 4.2.2 mailbox full");
    }

    @SmtpFake(unusedRules = Consequence.FAIL)
    static class FailsAsAClass {
        @BeforeAll
        static void addRule(SmtpFakeServer server) {
            server.on(rcptTo("ada@example.org")).reply("452 4.2.2 mailbox full");
        }

        @Test
        void neverConnects() {
            assertThat(RuleScopesTest.class).isNotNull();
        }
    }

    @Test
    void failsTheClassForItsRuleThatNeverFired() {
        assertThat(Jupiter.of(FailsAsAClass.class).failure()).hasMessageContaining("rcptTo(ada@example.org)");
    }

    @SmtpFake
    static class Reports {
        @Test
        void passes(SmtpFakeServer server) {
            server.on(rcptTo("ada@example.org")).reply("452 4.2.2 mailbox full");
        }

        @Test
        void fails(SmtpFakeServer server) {
            server.on(rcptTo("ada@example.org")).reply("452 4.2.2 mailbox full");
            throw new AssertionError("expected");
        }
    }

    @Test
    void mentionsUnusedRulesOnlyInFailuresByDefault() {
        Throwable failure = Jupiter.of(Reports.class).failure();

        assertThat(failure).hasMessage("expected");
        assertThat(Jupiter.text(failure))
                .contains("smtp-fake: this rule never fired: rcptTo(ada@example.org) -> 452 4.2.2 mailbox full");
    }

    @SmtpFake(unusedRules = Consequence.IGNORE)
    static class Ignores {
        @Test
        void fails(SmtpFakeServer server) {
            server.on(rcptTo("ada@example.org")).reply("452 4.2.2 mailbox full");
            throw new AssertionError("expected");
        }
    }

    @Test
    void ignoresUnusedRules() {
        assertThat(Jupiter.text(Jupiter.of(Ignores.class).failure())).doesNotContain("never fired");
    }
}
