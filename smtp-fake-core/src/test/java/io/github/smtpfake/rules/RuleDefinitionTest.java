package io.github.smtpfake.rules;

import static io.github.smtpfake.rules.Rules.anyAddress;
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
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.message.MessageQueries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleDefinitionTest {
    private final List<RuleDefinition> added = new ArrayList<>();

    private RuleBuilder on(RuleTrigger trigger) {
        return RuleBuilder.of(trigger, definition -> {
            added.add(definition);
            return new AddedRule(definition);
        });
    }

    /** A rule that no server has. */
    private record AddedRule(RuleDefinition definition) implements Rule {

        @Override
        public String id() {
            return "id";
        }

        @Override
        public int timesFired() {
            return 0;
        }

        @Override
        public List<String> sessions() {
            return List.of();
        }

        @Override
        public void remove() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toString() {
            return definition.toString();
        }
    }

    @Test
    void repliesWithACodeAndAText() {
        on(rcptTo("full@example.org")).reply(452, "4.2.2 mailbox full");

        assertThat(added.get(0).actions()).containsExactly(RuleAction.reply("452 4.2.2 mailbox full"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> on(rcptTo("full@example.org")).reply(45, "full"))
                .withMessageContaining("code of three digits");
    }

    @Test
    void describesItselfAsItIsWrittenInJava() {
        assertThat(on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full"))
                .hasToString("rcptTo(full@example.org) -> 452 4.2.2 mailbox full");
        assertThat(on(mailFrom("*@example.org")).skipFirst(1).times(2).reply("451 a\nb"))
                .hasToString("mailFrom(*@example.org).skipFirst(1).times(2) -> 451 a / b");
        assertThat(on(mailFrom("a@example.org")).reply("250 fine"))
                .hasToString("mailFrom(a@example.org) -> 250 fine (accepted)");
        assertThat(on(endOfData().largerThan(1_000)).once().storeThenDisconnect())
                .hasToString("endOfData().largerThan(1000).times(1) -> store before failing, disconnect");
        assertThat(on(endOfData().header("Subject", "bulk")).failThenStore("451 no"))
                .hasToString("endOfData().header(Subject: bulk) -> store after failing, 451 no");
        assertThat(on(endOfData().matching(MessageQueries.subjectContains("News")))
                        .acceptAndDiscard())
                .hasToString("endOfData().matching(with subject containing \"News\") -> accept and discard");
        assertThat(on(rcptTo("*").nth(3).not(RuleCondition.recipient("vip@*"), RuleCondition.helo("x")))
                        .aboveRate(30, perMinute())
                        .reset())
                .hasToString("rcptTo(*).nth(3).not(recipient(vip@*), helo(x)).aboveRate(30 per 60 s) -> reset");
        assertThat(on(anyCommand().client("10.*").encrypted())
                        .delay(Duration.ofSeconds(2))
                        .passThrough())
                .hasToString("anyCommand().client(10.*).encrypted() -> delay 2000 ms");
        assertThat(on(connect().unencrypted()).withProbability(0.5, 7).throttle(bytesPerSecond(10)))
                .hasToString("connect().unencrypted().withProbability(0.5, 7) -> throttle 10B/s");
        assertThat(on(startTls()).present(wrongHost())).hasToString("startTls() -> present wrongHost");
        assertThat(on(auth("app")).malformedReply("?")).hasToString("auth(app) -> malformed reply \"?\"");
        assertThat(on(auth("app")).dropReply()).hasToString("auth(app) -> drop the reply");
        assertThat(on(data()).stall()).hasToString("data() -> stall");
        assertThat(on(content().afterBytes(9).matching("it rains", now -> true)).passThrough())
                .hasToString("content().afterBytes(9).matching(it rains) -> pass through");
        assertThat(rcptTo("*").nth(3)).hasToString("rcptTo(*).nth(3)");
    }

    @Test
    void equalsADefinitionWithTheSameValues() {
        Rule rule = on(rcptTo("a@example.org").sender("b@example.org"))
                .times(2)
                .delay(Duration.ofMillis(5))
                .disconnect();

        assertThat(rule.definition())
                .isEqualTo(new RuleDefinition(
                        Stage.RCPT,
                        List.of(RuleCondition.recipient("a@example.org"), RuleCondition.sender("b@example.org")),
                        RuleLimits.NONE.withTimes(2),
                        List.of(RuleAction.delay(Duration.ofMillis(5)), RuleAction.disconnect())))
                .hasSameHashCodeAs(on(rcptTo("a@example.org").sender("b@example.org"))
                        .times(2)
                        .delay(Duration.ofMillis(5))
                        .disconnect()
                        .definition());
        assertThat(RuleLimits.NONE.withSkipFirst(1))
                .isNotEqualTo(RuleLimits.NONE)
                .isNotEqualTo("skip");
    }

    @Test
    void isSpecificIfItNamesOneAddressUserOrEhloName() {
        assertThat(on(rcptTo("ada@example.org")).reset().definition().isSpecific())
                .isTrue();
        assertThat(on(data().sender("app@example.org")).reset().definition().isSpecific())
                .isTrue();
        assertThat(on(startTls().helo("app")).reset().definition().isSpecific()).isTrue();
        assertThat(on(auth("app")).reset().definition().isSpecific()).isTrue();

        assertThat(on(rcptTo(anyAddress())).reset().definition().isSpecific()).isFalse();
        assertThat(on(mailFrom("")).reset().definition().isSpecific())
                .as("bounces")
                .isFalse();
        assertThat(on(data().not(RuleCondition.recipient("ada@example.org")))
                        .reset()
                        .definition()
                        .isSpecific())
                .isFalse();
        assertThat(on(connect().client("127.0.0.1")).reset().definition().isSpecific())
                .isFalse();
    }

    @Test
    void rejectsInvalidNumbers() {
        rejects("times must be at least 1, not 0", () -> on(data()).times(0));
        rejects("skip must be at least 0, not -1", () -> on(data()).skipFirst(-1));
        rejects(
                "probability must be between 0 and 1, not 50.0; 50 % is 0.5",
                () -> on(data()).withProbability(50, 1));
        rejects("between 0 and 1, not NaN", () -> on(data()).withProbability(Double.NaN, 1));
        rejects("count must be at least 1, not 0", () -> on(data()).aboveRate(0, perMinute()));
        rejects("window must be more than 0, not PT0S", () -> on(data()).aboveRate(1, Duration.ZERO));
        rejects("delay must be more than 0", () -> on(data()).delay(Duration.ZERO));
        rejects("use stall()", () -> on(data()).delay(Duration.ofDays(1)));
        rejects("bytesPerSecond must be at least 1, not 0", () -> bytesPerSecond(0));
        rejects("nth must be at least 1", () -> rcptTo("*").nth(0));
        rejects("largerThan must be at least 0", () -> endOfData().largerThan(-1));
        rejects("afterBytes must be at least 0", () -> content().afterBytes(-1));
        rejects("not(..) needs a condition", () -> data().not());
    }

    @Test
    void namesTheArgumentThatIsNull() {
        assertThatNullPointerException().isThrownBy(() -> rcptTo(null)).withMessage("address");
        assertThatNullPointerException().isThrownBy(() -> data().helo(null)).withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> data().matching(null, now -> true))
                .withMessage("description");
        assertThatNullPointerException()
                .isThrownBy(() -> endOfData().matching(null))
                .withMessage("query");
        assertThatNullPointerException().isThrownBy(() -> data().and(null)).withMessage("condition");
        assertThatNullPointerException()
                .isThrownBy(() -> on(data()).reply(null))
                .withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> on(data()).delay(null))
                .withMessage("duration");
        assertThatNullPointerException()
                .isThrownBy(() -> on(data()).aboveRate(1, null))
                .withMessage("window");
        assertThatNullPointerException().isThrownBy(() -> on(null)).withMessage("trigger");
        assertThatNullPointerException()
                .isThrownBy(() -> new RuleDefinition(null, List.of(), RuleLimits.NONE, List.of()))
                .withMessage("stage");
    }

    @Test
    void rejectsRepliesThatDoNotFitTheStage() {
        rejects(
                "does not fit the stage data: use a code of 400 to 599, or 354;",
                () -> on(data()).reply("250 ok"));
        rejects(
                "does not fit the stage command: use a code of 400 to 599;",
                () -> on(anyCommand()).reply("250 ok"));
        rejects("malformedReply(..)", () -> on(rcptTo("*")).reply("354 go"));
        rejects("reply(..)", () -> on(rcptTo("*")).malformedReply("250 ok"));
        rejects("one line", () -> on(rcptTo("*")).malformedReply("a\nb"));
    }

    /** Each trigger that the conditions below are added to, with the stage where they do not fit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SMTPS | helo(x) fits the stages ehlo, helo, starttls, auth, mail, rcpt, data, content, endOfData, bdat,"
                        + " rset, quit and command, not smtps",
                "CONNECT | helo(x) fits the stages ehlo,",
                "SMTPS | user(x) fits the stages ehlo,",
                "CONNECT | user(x) fits the stages ehlo,",
                "SMTPS | sender(x) fits the stages mail, rcpt, data, content, endOfData, bdat, rset, quit and command, not"
                        + " smtps",
                "CONNECT | sender(x) fits the stages mail,",
                "EHLO | sender(x) fits the stages mail,",
                "HELO | sender(x) fits the stages mail,",
                "STARTTLS | sender(x) fits the stages mail,",
                "AUTH | sender(x) fits the stages mail,",
                "MAIL | recipient(x) fits the stages rcpt, data, content, endOfData, bdat, rset, quit and command, not mail",
                "AUTH | recipient(x) fits the stages rcpt,",
                "MAIL | not(recipient(x)) fits the stages rcpt, data,",
                "SMTPS | encrypted() fits the stages connect,",
                "DATA | nth(1) fits the stage rcpt, not data",
                "DATA | afterBytes(1) fits the stage content, not data",
                "RCPT | largerThan(1) fits the stage endOfData, not rcpt",
                "DATA | header(x: y) fits the stage endOfData, not data",
                "CONTENT | matching(with subject containing \"x\") fits the stage endOfData, not content",
            })
    void rejectsConditionsThatDoNotFitTheStage(Stage stage, String message) {
        List<RuleCondition> all = List.of(
                RuleCondition.helo("x"),
                RuleCondition.user("x"),
                RuleCondition.sender("x"),
                RuleCondition.recipient("x"),
                RuleCondition.not(List.of(RuleCondition.recipient("x"))),
                RuleCondition.tls(true),
                RuleCondition.nth(1),
                RuleCondition.afterBytes(1),
                RuleCondition.largerThan(1),
                RuleCondition.header("x", "y"),
                RuleCondition.matching(MessageQueries.subjectContains("x")));
        RuleCondition condition = all.stream()
                .filter(each -> message.startsWith(each.describe() + " fits"))
                .findFirst()
                .orElseThrow();

        assertThat(condition.appliesAt(stage)).isFalse();
        rejects(message, () -> RuleTrigger.at(stage).and(condition));
        rejects(message, () -> new RuleDefinition(stage, List.of(condition), RuleLimits.NONE, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CONTENT | 451 no fits the stages connect, ehlo, helo, starttls, auth, mail, rcpt, data, endOfData, bdat,"
                        + " rset, quit and command, not content",
                "SMTPS | 451 no fits the stages connect,",
                "CONTENT | malformed reply \"?\" fits the stages connect,",
                "SMTPS | malformed reply \"?\" fits the stages connect,",
                "CONTENT | drop the reply fits the stages connect,",
                "SMTPS | drop the reply fits the stages connect,",
                "RCPT | throttle 1B/s fits the stages connect and content, not rcpt",
                "END_OF_DATA | throttle 1B/s fits the stages connect and content, not endOfData",
                "MAIL | present wrongHost fits the stages smtps and starttls, not mail",
                "CONNECT | present wrongHost fits the stages smtps and starttls, not connect",
                "MAIL | accept and discard fits the stage endOfData, not mail",
                "DATA | accept and discard fits the stage endOfData, not data",
                "CONTENT | store before failing fits the stage endOfData, not content",
                "BDAT | store after failing fits the stage endOfData, not bdat",
            })
    void rejectsActionsThatDoNotFitTheStage(Stage stage, String message) {
        RuleBuilder rule = on(RuleTrigger.at(stage));
        List<ThrowingCallable> all = List.of(
                () -> rule.reply("451 no"),
                () -> rule.malformedReply("?"),
                rule::dropReply,
                () -> rule.throttle(bytesPerSecond(1)),
                () -> rule.present(wrongHost()),
                rule::acceptAndDiscard,
                rule::storeThenDisconnect,
                rule::storeThenReset,
                rule::storeThenStall,
                () -> rule.storeThenFail("451 no"),
                () -> rule.failThenStore("451 no"));

        assertThat(all).filteredOn(each -> message(each).startsWith(message)).isNotEmpty();
        assertThat(added)
                .allMatch(each -> !message.startsWith(each.actions().get(0).describe() + " fits"));
    }

    private static String message(ThrowingCallable call) {
        try {
            call.call();
            return "";
        } catch (Throwable e) {
            assertThat(e).isInstanceOf(IllegalArgumentException.class);
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void rejectsActionsThatDoNotFitTogether() {
        RuleAction disconnect = RuleAction.disconnect();
        RuleAction reply = RuleAction.reply("451 no");
        RuleAction accept = RuleAction.reply("250 ok");

        rejects("451 no and disconnect exclude each other: use one of them", () -> rule(Stage.MAIL, reply, disconnect));
        rejects("stall and drop the reply exclude", () -> rule(Stage.MAIL, RuleAction.stall(), RuleAction.dropReply()));
        rejects(
                "delay appears twice in one rule: keep one of them",
                () -> rule(Stage.MAIL, RuleAction.delay(Duration.ofMillis(1)), RuleAction.delay(Duration.ofMillis(2))));
        rejects("disconnect appears twice", () -> rule(Stage.MAIL, disconnect, RuleAction.reset()));
        rejects(
                "store before failing needs a failure",
                () -> rule(Stage.END_OF_DATA, RuleAction.storeBeforeFailing(), accept));
        rejects("store before failing needs", () -> rule(Stage.END_OF_DATA, RuleAction.storeBeforeFailing()));
        rejects(
                "store after failing needs a reply of 400 to 599",
                () -> rule(Stage.END_OF_DATA, RuleAction.storeAfterFailing(), disconnect));
        rejects(
                "store after failing needs a reply of 400 to 599",
                () -> on(endOfData()).failThenStore("250 ok"));
        assertThat(rule(Stage.END_OF_DATA, RuleAction.acceptAndDiscard(), accept)
                        .actions())
                .hasSize(2);
    }

    @Test
    void addsNoRuleThatItRejects() {
        rejects("", () -> on(data()).reply("999"));
        rejects("", () -> on(data()).reply("250 ok"));

        assertThat(added).isEmpty();
    }

    private static RuleDefinition rule(Stage stage, RuleAction... actions) {
        return new RuleDefinition(stage, List.of(), RuleLimits.NONE, List.of(actions));
    }

    private static void rejects(String message, ThrowingCallable built) {
        assertThatIllegalArgumentException().isThrownBy(built).withMessageContaining(message);
    }
}
