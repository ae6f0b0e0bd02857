package io.github.smtpfake.client;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.testing.SmtpClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    void keepsTheOrderOfEachThreadThatAddsRules() throws Exception {
        RemoteRules inner = rules.inner(rule -> {});

        List<List<Rule>> added = inFourThreads(() -> List.of(
                reject(inner, "a@example.org"), reject(inner, "b@example.org"), reject(inner, "c@example.org")));

        List<Rule> newestFirst = inner.rules();
        assertThat(newestFirst).hasSize(12).doesNotHaveDuplicates();
        for (List<Rule> each : added) {
            assertThat(newestFirst).containsSubsequence(each.get(2), each.get(1), each.get(0));
        }
    }

    @Test
    void losesNoRuleThatIsAddedWhileTheOuterScopeIsCleared() throws Exception {
        RemoteRules inner = rules.inner(rule -> {});

        List<List<Rule>> added = inFourThreads(() -> {
            Rule first = reject(inner, "a@example.org");
            rules.clear();
            return List.of(first, reject(inner, "b@example.org"), reject(inner, "c@example.org"));
        });

        // A rule that only the server had removed would fail.
        assertThat(added.stream().flatMap(List::stream))
                .hasSize(12)
                .allSatisfy(rule -> assertThat(rule.timesFired()).isZero());
    }

    private static List<List<Rule>> inFourThreads(Callable<List<Rule>> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<List<Rule>> results = new ArrayList<>();
            for (Future<List<Rule>> each : threads.invokeAll(Collections.nCopies(4, task), 60, TimeUnit.SECONDS)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
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
