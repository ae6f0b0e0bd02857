package io.github.smtpfake.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Null arguments are named where they are given, not where they are used. */
class ArgumentChecksTest {

    @Test
    void namesAMissingArgumentOfTriggers() {
        assertThatNullPointerException().isThrownBy(() -> Rules.rcptTo(null)).withMessage("address");
        assertThatNullPointerException().isThrownBy(() -> Rules.auth(null)).withMessage("user");
        assertThatNullPointerException()
                .isThrownBy(() -> Rules.data().not((RuleCondition[]) null))
                .withMessage("conditions");
        assertThatNullPointerException()
                .isThrownBy(() -> Rules.data().not((RuleCondition) null))
                .withMessageContaining("condition");
        assertThatNullPointerException()
                .isThrownBy(() -> Rules.data().and(null))
                .withMessage("condition");
    }

    @Test
    void namesAMissingArgumentOfActions() {
        RuleBuilder builder = RuleBuilder.of(Rules.endOfData(), definition -> {
            throw new AssertionError("added " + definition);
        });

        assertThatNullPointerException().isThrownBy(() -> builder.reply(null)).withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.reply(452, null))
                .withMessage("text");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.storeThenFail(null))
                .withMessage("reply");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.failThenStore(null))
                .withMessage("reply");
        assertThatNullPointerException().isThrownBy(() -> builder.delay(null)).withMessageContaining("uration");
    }

    @Test
    void namesAMissingStage() {
        assertThatNullPointerException()
                .isThrownBy(() -> RuleCondition.nth(1).requireFits(null))
                .withMessage("stage");
        assertThatNullPointerException()
                .isThrownBy(() -> RuleAction.stall().requireFits(null))
                .withMessage("stage");
        assertThatNullPointerException()
                .isThrownBy(() -> new RuleDefinition(null, List.of(), RuleLimits.NONE, List.of()))
                .withMessage("stage");
        assertThat(RuleCondition.nth(1).appliesAt(Stage.RCPT)).isTrue();
    }
}
