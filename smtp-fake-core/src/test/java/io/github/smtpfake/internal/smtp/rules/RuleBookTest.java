package io.github.smtpfake.internal.smtp.rules;

import static io.github.smtpfake.rules.Rules.anyAddress;
import static io.github.smtpfake.rules.Rules.anyCommand;
import static io.github.smtpfake.rules.Rules.data;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.perMinute;
import static io.github.smtpfake.rules.Rules.quit;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.RuleTrigger;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.TlsInfo;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final RuleBook book = new RuleBook(nanos::get);
    private final RuleScope rules = book.outermost();
    private final SessionInfo session = SessionInfo.of("s1", Instant.EPOCH, "192.0.2.1:40000");

    private RuleBuilder on(RuleTrigger trigger) {
        return RuleBuilder.of(trigger, rules::add);
    }

    private StageSituation at(Stage stage) {
        return StageSituation.at(stage, session, Optional.empty());
    }

    private Optional<Rule> fired(Situation now) {
        return book.fire(now).map(rule -> rule);
    }

    /** Returns for each of the given number of commands whether a rule fired. */
    private List<Boolean> fire(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> fired(at(Stage.DATA)).isPresent())
                .toList();
    }

    @Test
    void firesTheNewestRule() {
        Rule older = on(data()).reply("451 older");
        Rule newer = on(data()).reply("451 newer");

        assertThat(fired(at(Stage.DATA))).contains(newer);
        assertThat(older.timesFired()).isZero();
        assertThat(rules.rules()).containsExactly(newer, older);
    }

    @Test
    void skipsAnExhaustedRule() {
        Rule older = on(data()).reply("451 older");
        Rule newer = on(data()).times(2).reply("451 newer");

        assertThat(fire(5)).containsOnly(true);
        assertThat(newer.timesFired()).isEqualTo(2);
        assertThat(older.timesFired()).isEqualTo(3);
        assertThat(rules.rules()).containsExactly(newer, older);
    }

    @Test
    void firesOnlyAtItsStage() {
        on(quit()).disconnect();
        on(anyCommand()).disconnect();

        assertThat(fired(at(Stage.DATA))).isEmpty();
    }

    @Test
    void skipsTheFirstMatches() {
        on(data()).skipFirst(2).times(2).reset();

        assertThat(fire(6)).containsExactly(false, false, true, true, false, false);
    }

    @Test
    void firesForTheSameMatchesInEachRunWithTheSameSeed() {
        on(data()).withProbability(0.3, 42).reset();
        List<Boolean> first = fire(1_000);
        rules.clear();
        on(data()).withProbability(0.3, 42).reset();
        assertThat(fire(1_000)).isEqualTo(first);
        rules.clear();
        on(data()).withProbability(0.3, 43).reset();
        assertThat(fire(1_000)).isNotEqualTo(first);

        assertThat(first.stream().filter(fired -> fired).count()).isBetween(250L, 350L);
    }

    @Test
    void firesAlwaysAtProbabilityOneAndNeverAtZero() {
        on(data()).withProbability(1, 1).reset();
        assertThat(fire(100)).containsOnly(true);
        rules.clear();
        on(data()).withProbability(0, 1).reset();
        assertThat(fire(100)).containsOnly(false);
    }

    @Test
    void firesOnlyAboveTheRate() {
        Rule rule = on(data()).aboveRate(3, perMinute()).reply("450 4.7.1 slow down");

        assertThat(fire(5)).containsExactly(false, false, false, true, true);
        nanos.addAndGet(Duration.ofSeconds(19).toNanos());
        assertThat(fire(1)).containsExactly(true);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(fire(2)).containsExactly(false, true);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(fire(5)).containsExactly(false, false, false, true, true);
        assertThat(rule.timesFired()).isEqualTo(6);
    }

    @Test
    void firesNoRemovedRule() {
        Rule older = on(data()).reset();
        Rule newer = on(data()).reset();
        fired(at(Stage.DATA));

        newer.remove();
        newer.remove();

        assertThat(fired(at(Stage.DATA))).contains(older);
        assertThat(newer.timesFired()).isEqualTo(1);
        rules.clear();
        assertThat(book.isEmpty()).isTrue();
        assertThat(fired(at(Stage.DATA))).isEmpty();
    }

    @Test
    void listsEachSessionOnce() {
        Rule rule = on(data()).reset();
        fire(2);
        fired(StageSituation.at(Stage.DATA, SessionInfo.of("s2", Instant.EPOCH, "192.0.2.1:40001"), Optional.empty()));

        assertThat(rule.timesFired()).isEqualTo(3);
        assertThat(rule.sessions()).containsExactly("s1", "s2");
    }

    @Test
    void addsSeveralRulesWithOneBuilder() {
        RuleBuilder builder = on(data()).times(1);
        Rule first = builder.reset();
        Rule second = builder.reset();

        assertThat(fire(3)).containsExactly(true, true, false);
        assertThat(first.id()).hasSize(22).isNotEqualTo(second.id());
    }

    @Test
    void keepsTheLimitAcrossConcurrentSessions() throws Exception {
        Rule rule = on(data()).skipFirst(10).times(500).reset();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> counts = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        TimeLimit.await(start);
                        return fire(200).stream().filter(fired -> fired).count();
                    }))
                    .toList();
            start.countDown();
            long total = 0;
            for (Future<Long> count : counts) {
                total += TimeLimit.get(count);
            }
            assertThat(total).isEqualTo(500);
            assertThat(rule.timesFired()).isEqualTo(500);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void matchesTheRecipientOfRcptAndTheEnvelopeLater() {
        RuleCondition condition = RuleCondition.recipient("ADA@*");
        Envelope withAda = Envelope.of("app@example.org", List.of("ada@example.org"));
        StageSituation bob =
                StageSituation.at(Stage.RCPT, session, Optional.of(withAda)).withRecipient("bob@example.org", 2);

        assertThat(condition.holds(bob)).isFalse();
        assertThat(condition.holds(bob.withRecipient("ada@example.org", 3))).isTrue();
        assertThat(condition.holds(StageSituation.at(Stage.DATA, session, Optional.of(withAda))))
                .isTrue();
        assertThat(condition.holds(at(Stage.DATA))).isFalse();
    }

    @Test
    void matchesTheSession() {
        SessionInfo known = session.withTls(new TlsInfo("TLSv1.3", "x"))
                .withHelo("app.example.org")
                .withAuthentication(new Authentication("app", "PLAIN"));
        StageSituation now = StageSituation.at(Stage.DATA, known, Optional.of(Envelope.of("", List.of())));

        assertThat(RuleCondition.helo("app.*").holds(now)).isTrue();
        assertThat(RuleCondition.helo("other").holds(now)).isFalse();
        assertThat(RuleCondition.user("APP").holds(now)).isTrue();
        assertThat(RuleCondition.user("other").holds(now)).isFalse();
        assertThat(RuleCondition.client("192.0.2.1").holds(now)).isTrue();
        assertThat(RuleCondition.client("192.0.2.10").holds(now)).isFalse();
        assertThat(RuleCondition.client("::1")
                        .holds(StageSituation.at(
                                Stage.CONNECT, SessionInfo.of("s", Instant.EPOCH, "[::1]:9"), Optional.empty())))
                .isTrue();
        assertThat(RuleCondition.tls(true).holds(now)).isTrue();
        assertThat(RuleCondition.tls(true).holds(at(Stage.DATA))).isFalse();
        assertThat(RuleCondition.sender("<>").holds(now)).isTrue();
        assertThat(RuleCondition.sender("a*").holds(now)).isFalse();
        assertThat(RuleCondition.not(List.of(RuleCondition.tls(true), RuleCondition.helo("other")))
                        .holds(now))
                .as("not both")
                .isTrue();
        assertThat(RuleCondition.not(List.of(RuleCondition.tls(true))).holds(now))
                .isFalse();
    }

    @Test
    void firesOnlyIfAllConditionsHold() {
        on(rcptTo(anyAddress()).nth(2).sender("app@*")).reset();
        StageSituation app =
                StageSituation.at(Stage.RCPT, session, Optional.of(Envelope.of("app@example.org", List.of())));
        StageSituation other =
                StageSituation.at(Stage.RCPT, session, Optional.of(Envelope.of("other@example.org", List.of())));

        assertThat(fired(app.withRecipient("a@example.org", 1))).isEmpty();
        assertThat(fired(other.withRecipient("a@example.org", 2))).isEmpty();
        assertThat(fired(app.withRecipient("a@example.org", 2))).isPresent();
    }

    @Test
    void saysWhyARuleDidNotFire() {
        Rule specific = on(rcptTo("full@example.org")).reply("452 full");
        Rule limited = on(data()).skipFirst(5).reply("451 later");

        assertThat(specific.lastMiss())
                .contains(
                        "No client has connected since the rule was added. Add the rule before the application sends, and"
                                + " check the host and port that it sends to.");
        fired(at(Stage.CONNECT));
        fired(at(Stage.MAIL));
        fired(at(Stage.CONNECT));
        assertThat(specific.lastMiss())
                .contains(
                        "No session got as far as RCPT TO; the furthest session got to MAIL FROM. See its transcript for"
                                + " the reason.");
        fired(at(Stage.DATA));
        fired(StageSituation.at(Stage.RCPT, session, Optional.empty()).withRecipient("ada@example.org", 1));

        assertThat(specific.lastMiss())
                .contains("The last RCPT TO was for ada@example.org, which does not match rcptTo(full@example.org)."
                        + " Change the rule, or what the application sends.");
        assertThat(limited.lastMiss())
                .contains("The last session at this stage met its conditions, but skipFirst(5) did not let it fire.");

        on(data()).reply("451 newer");
        fired(at(Stage.DATA));

        assertThat(limited.lastMiss()).contains("A rule that takes precedence fired instead: data() -> 451 newer.");
    }

    @Test
    void describesTheSessionThatDidNotMatch() {
        Rule byEnvelope = on(endOfData().sender("shop@example.org")).reply("451 x");
        Rule byName = on(data().helo("other")).reply("451 y");

        fired(StageSituation.at(
                Stage.END_OF_DATA, session, Optional.of(Envelope.of("app@example.org", List.of("ada@example.org")))));
        fired(StageSituation.at(Stage.DATA, session.withHelo("client"), Optional.empty()));

        assertThat(byEnvelope.lastMiss())
                .hasValueSatisfying(
                        reason -> assertThat(reason)
                                .contains(
                                        "had the envelope <app@example.org> -> <ada@example.org>, which does not match sender("));
        assertThat(byName.lastMiss())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains("had the client 192.0.2.1:40000, EHLO client, which does not match helo("));
    }
}
