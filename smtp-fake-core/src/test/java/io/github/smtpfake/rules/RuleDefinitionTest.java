package io.github.smtpfake.rules;

import static io.github.smtpfake.rules.Rules.anyCommand;
import static io.github.smtpfake.rules.Rules.auth;
import static io.github.smtpfake.rules.Rules.bytesPerSecond;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.content;
import static io.github.smtpfake.rules.Rules.data;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.mailFrom;
import static io.github.smtpfake.rules.Rules.perMinute;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static io.github.smtpfake.rules.Rules.startTls;
import static io.github.smtpfake.rules.Rules.wrongHost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.rules.RuleAction.Disconnect.Manner;
import io.github.smtpfake.rules.RuleAction.Store.When;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RuleDefinitionTest {
    private final RuleScope rules = new RuleBook().outermost();

    @Test
    void readsAsItWasWritten() {
        assertThat(rules.on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full"))
                .hasToString("rcptTo(full@example.org) -> 452 4.2.2 mailbox full");
        assertThat(rules.on(mailFrom("*@example.org")).skipFirst(1).times(2).reply("451 a\nb"))
                .hasToString("mailFrom(*@example.org).skip(1).times(2) -> 451 a / b");
        assertThat(rules.on(endOfData().largerThan(1_000)).once().storeThenDisconnect())
                .hasToString("endOfData().largerThan(1000).times(1) -> store before failing, disconnect");
        assertThat(rules.on(rcptTo("*").nth(3).not(RuleCondition.recipient("vip@*"), RuleCondition.helo("x")))
                        .aboveRate(30, perMinute())
                        .reset())
                .hasToString("rcptTo(*).nth(3).not(recipient(vip@*), helo(x)).above(30 per 60 s) -> reset");
        assertThat(rules.on(anyCommand().client("10.*").encrypted())
                        .delay(Duration.ofSeconds(2))
                        .passThrough())
                .hasToString("anyCommand().client(10.*).encrypted() -> delay 2000 ms");
        assertThat(rules.on(connect()).withProbability(0.5, 7).throttle(bytesPerSecond(10)))
                .hasToString("connect().withProbability(0.5, 7) -> throttle 10B/s");
        assertThat(rules.on(startTls()).present(wrongHost())).hasToString("startTls() -> present wrongHost");
        assertThat(rules.on(auth("app")).malformedReply("?")).hasToString("auth(app) -> malformed reply \"?\"");
        assertThat(rules.on(content().afterBytes(9).matching("it rains", now -> true))
                        .passThrough())
                .hasToString("content().afterBytes(9).matching(it rains) -> proceed");
    }

    @Test
    void keepsTheDefinitionAsAValue() {
        Rule rule = rules.on(rcptTo("a@example.org").sender("b@example.org"))
                .times(2)
                .delay(Duration.ofMillis(5))
                .disconnect();

        assertThat(rule.definition())
                .isEqualTo(new RuleDefinition(
                        Stage.RCPT,
                        List.of(
                                new RuleCondition.Recipient("a@example.org"),
                                new RuleCondition.Sender("b@example.org")),
                        RuleLimits.NONE.withTimes(2),
                        List.of(new RuleAction.Delay(Duration.ofMillis(5)), new RuleAction.Disconnect(Manner.CLOSE))));
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        refused("times must be at least 1, not 0", () -> rules.on(data()).times(0));
        refused("skip must be at least 0, not -1", () -> rules.on(data()).skipFirst(-1));
        refused(
                "probability must be between 0 and 1, not 50.0; 50 % is 0.5",
                () -> rules.on(data()).withProbability(50, 1));
        refused("between 0 and 1, not NaN", () -> rules.on(data()).withProbability(Double.NaN, 1));
        refused("above must be at least 1", () -> rules.on(data()).aboveRate(0, perMinute()));
        refused("window of above must be more than 0", () -> rules.on(data()).aboveRate(1, Duration.ZERO));
        refused("delay must be more than 0", () -> rules.on(data()).delay(Duration.ZERO));
        refused("take stopAnswering()", () -> rules.on(data()).delay(Duration.ofDays(1)));
        refused("bytesPerSecond must be at least 1, not 0", () -> bytesPerSecond(0));
        refused("nth must be at least 1", () -> rcptTo("*").nth(0));
        refused("largerThan must be at least 0", () -> endOfData().largerThan(-1));
        refused("afterBytes must be at least 0", () -> content().afterBytes(-1));
        refused("not needs a condition", () -> data().not());
    }

    @Test
    void refusesRepliesThatDoNotFitTheStage() {
        refused(
                "does not fit data: take a code of 400 to 599, or 354",
                () -> rules.on(data()).reply("250 ok"));
        refused(
                "does not fit command: take a code of 400 to 599;",
                () -> rules.on(anyCommand()).reply("250 ok"));
        refused("malformedReply(..)", () -> rules.on(rcptTo("*")).reply("354 go"));
        refused("reply(..)", () -> rules.on(rcptTo("*")).malformedReply("250 ok"));
        refused("one line", () -> rules.on(rcptTo("*")).malformedReply("a\nb"));
    }

    @Test
    void refusesConditionsThatAreNotKnownYet() {
        refused(
                "largerThan(5) is not known at rcpt: take it out, or take endOfData",
                () -> rule(Stage.RCPT, new RuleCondition.LargerThan(5)));
        refused(
                "not(recipient(*)) is not known at mail: take it out, or take rcpt, data, content,",
                () -> rule(Stage.MAIL, new RuleCondition.Not(List.of(new RuleCondition.Recipient("*")))));
        refused("helo(x) is not known at connect", () -> rule(Stage.CONNECT, new RuleCondition.Helo("x")));
        refused("user(x) is not known at connect", () -> rule(Stage.CONNECT, new RuleCondition.User("x")));
        refused("helo(x) is not known at smtps", () -> rule(Stage.SMTPS, new RuleCondition.Helo("x")));
        refused("sender(x) is not known at smtps", () -> rule(Stage.SMTPS, new RuleCondition.Sender("x")));
        refused("encrypted() is not known at smtps", () -> rule(Stage.SMTPS, new RuleCondition.Tls(true)));
        refused("nth(1) is not known at data", () -> rule(Stage.DATA, new RuleCondition.Nth(1)));
        refused("afterBytes(1) is not known at data", () -> rule(Stage.DATA, new RuleCondition.AfterBytes(1)));
        refused("header(a: b) is not known at data", () -> rule(Stage.DATA, new RuleCondition.Header("a", "b")));
        refused("sender(x) is not known at ehlo", () -> rule(Stage.EHLO, new RuleCondition.Sender("x")));
    }

    @Test
    void refusesActionsThatDoNotFit() {
        RuleAction disconnect = new RuleAction.Disconnect(Manner.CLOSE);
        RuleAction reply = new RuleAction.Reply(ReplyText.parse("451 no"));
        RuleAction accept = new RuleAction.Reply(ReplyText.parse("250 ok"));

        refused("451 no is not possible at content: take connect,", () -> rule(Stage.CONTENT, reply));
        refused("451 no is not possible at smtps: take connect,", () -> rule(Stage.SMTPS, reply));
        refused(
                "throttle 1B/s is not possible at mail: take connect, content",
                () -> rule(Stage.MAIL, new RuleAction.Throttle(bytesPerSecond(1))));
        refused(
                "present wrongHost is not possible at mail: take smtps, starttls",
                () -> rule(Stage.MAIL, new RuleAction.Present(wrongHost())));
        refused("lose is not possible at mail: take endOfData", () -> rule(Stage.MAIL, new RuleAction.Store(When.NO)));
        refused("451 no and disconnect exclude each other", () -> rule(Stage.MAIL, reply, disconnect));
        refused(
                "an action stands twice",
                () -> rule(
                        Stage.MAIL,
                        new RuleAction.Delay(Duration.ofMillis(1)),
                        new RuleAction.Delay(Duration.ofMillis(2))));
        refused(
                "store beforeFailing needs a failure",
                () -> rule(Stage.END_OF_DATA, new RuleAction.Store(When.BEFORE_FAILING), accept));
        refused(
                "store afterFailing needs a reply of 400 to 599",
                () -> rule(Stage.END_OF_DATA, new RuleAction.Store(When.AFTER_FAILING), disconnect));
    }

    @Test
    void keepsNothingOfARuleThatItRefuses() {
        refused("", () -> rules.on(data()).reply("999"));

        assertThat(rules.rules()).isEmpty();
    }

    private static RuleDefinition rule(Stage stage, RuleCondition condition) {
        return new RuleDefinition(stage, List.of(condition), RuleLimits.NONE, List.of());
    }

    private static RuleDefinition rule(Stage stage, RuleAction... actions) {
        return new RuleDefinition(stage, List.of(), RuleLimits.NONE, List.of(actions));
    }

    private static void refused(String message, ThrowingCallable built) {
        assertThatIllegalArgumentException().isThrownBy(built).withMessageContaining(message);
    }
}
