package io.github.smtpfake.client;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.testing.SmtpClient;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteRulesTest {
    private final Queue<Runnable> renewals = new ArrayDeque<>();
    private ServedServer server;
    private Transport transport;
    private RemoteRules rules;

    @BeforeEach
    void start() {
        server = ServedServer.start();
        transport = new Transport(server.uri(), Optional.empty(), null);
        rules = RemoteRules.outermost(transport, renewals::add);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    private static Rule reject(RemoteRules rules, String recipient) {
        return RuleBuilder.of(rcptTo(recipient), rules::add).reply("450 later");
    }

    private void renew() {
        renewals.remove().run();
    }

    @Test
    void renewsTheLeaseUntilTheRulesEnd() {
        assertThat(renewals).isEmpty();
        reject(rules.inner(rule -> {}), "ada@example.org");
        assertThat(renewals).hasSize(1);
        long before = transport.requests();

        renew();
        renew();

        assertThat(transport.requests() - before).isEqualTo(2);
        assertThat(renewals).hasSize(1);
        rules.close();
        before = transport.requests();
        renew();
        assertThat(transport.requests()).isEqualTo(before);
        assertThat(renewals).isEmpty();
    }

    @Test
    void renewsNoLeaseThatHasExpired() {
        reject(rules, "ada@example.org");
        transport.findDeleted(rules.path());

        renew();

        assertThat(renewals).isEmpty();
    }

    @Test
    void renewsTheLeaseAgainAfterTheServerWasUnavailable() {
        reject(rules, "ada@example.org");
        server.closeHttp();

        renew();

        assertThat(renewals).hasSize(1);
        transport.close();
        renew();
        assertThat(renewals).isEmpty();
    }

    @Test
    void saysThatTheServerHasEndedTheRules() {
        Rule rule = reject(rules, "ada@example.org");
        // As the server does when the lease has expired.
        transport.findDeleted(rules.path());

        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(rule::timesFired)
                .withMessage("The server at " + server.uri() + " no longer has the rule " + rule
                        + ". It ends the rules of a client that it has not heard from for 10m, for example because a"
                        + " debugger suspended all threads.");
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> reject(rules, "bob@example.org"))
                .withMessageContaining("no request used it during its lease");
    }

    @Test
    void keepsTheCountsOfInnerRulesThatTheOuterScopeRemoves() {
        RemoteRules inner = rules.inner(rule -> {});
        Rule ofInner = reject(inner, "ada@example.org");
        Rule cleared = reject(rules, "bob@example.org");
        for (String recipient : new String[] {"ada@example.org", "ada@example.org", "bob@example.org"}) {
            assertThat(SmtpClient.replyToRcpt(server.smtp(), recipient)).startsWith("450");
        }

        rules.clear();

        assertThat(ofInner.timesFired()).isEqualTo(2);
        assertThat(cleared.timesFired()).isOne();
        assertThat(inner.rules()).isEmpty();
        Rule later = reject(inner, "ada@example.org");
        assertThat(SmtpClient.replyToRcpt(server.smtp(), "ada@example.org")).startsWith("450");
        rules.close();
        assertThat(later.timesFired()).isOne();
        inner.close();
    }

    @Test
    void removesRulesWithOneRequest() {
        reject(rules, "ada@example.org");
        long before = transport.requests();

        rules.clear();
        rules.close();

        assertThat(transport.requests() - before).isEqualTo(2);
    }
}
