package io.github.smtpfake.internal.smtp.rules;

import static io.github.smtpfake.rules.Rules.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleTrigger;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleScopeTest {
    private final RuleBook book = new RuleBook();
    private final RuleScope outer = book.outermost();
    private final RuleScope inner = outer.inner(RuleScopeTest::acceptEach);

    private static RuleBuilder on(RuleScope scope, RuleTrigger trigger) {
        return RuleBuilder.of(trigger, scope::add);
    }

    private Optional<Rule> fire() {
        StageSituation now =
                StageSituation.at(Stage.DATA, SessionInfo.of("s1", Instant.EPOCH, "192.0.2.1:40000"), Optional.empty());
        return book.fire(now).map(rule -> rule);
    }

    @Test
    void firesTheNewestRuleOfTheInnermostScope() {
        RuleScope innermost = inner.inner(RuleScopeTest::acceptEach);
        Rule deepest = on(innermost, data()).once().reset();
        Rule deep = on(inner, data()).once().reset();
        Rule newerDeep = on(inner, data()).once().reset();
        Rule flat = on(outer, data()).once().reset();
        Rule newerDeepest = on(innermost, data()).once().reset();

        assertThat(fire()).contains(newerDeepest);
        assertThat(fire()).contains(deepest);
        assertThat(fire()).contains(newerDeep);
        assertThat(fire()).contains(deep);
        assertThat(fire()).contains(flat);
        assertThat(fire()).isEmpty();
    }

    @Test
    void removesItsRulesWhenItEnds() {
        Rule stays = on(outer, data()).reset();
        RuleScope sibling = outer.inner(RuleScopeTest::acceptEach);
        Rule siblings = on(sibling, data()).reset();
        on(inner, data()).reset();
        on(inner.inner(RuleScopeTest::acceptEach), data()).reset();

        inner.close();

        assertThat((Rule[]) book.inOrder()).containsExactly(siblings, stays);
        assertThat(outer.rules()).containsExactly(stays);
        assertThat(inner.rules()).isEmpty();
    }

    @Test
    void rejectsRulesAfterItEnded() {
        RuleScope innermost = inner.inner(RuleScopeTest::acceptEach);
        inner.close();

        assertThatThrownBy(() -> on(inner, data()).reset())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Cannot add the rule data() -> reset because the test or class that this server object belongs"
                                + " to has ended: use the server that the running test received");
        assertThatThrownBy(() -> on(innermost, data()).reset()).isInstanceOf(IllegalStateException.class);
        assertThat(book.isEmpty()).isTrue();
    }

    @Test
    void clearsOnlyItsOwnRules() {
        Rule stays = on(outer, data()).reset();
        on(inner, data()).reset();

        inner.clear();

        assertThat((Rule[]) book.inOrder()).containsExactly(stays);
        assertThat(on(inner, data()).reset()).isIn((Object[]) book.inOrder());
    }

    @Test
    void rejectsRulesThatItsAdmissionRejects() {
        RuleScope guarded = outer.inner(definition -> {
            throw new IllegalArgumentException("not " + definition);
        });

        assertThatThrownBy(() -> on(guarded, data()).reset()).hasMessage("not data() -> reset");
        assertThat(book.isEmpty()).isTrue();
    }

    private static void acceptEach(RuleDefinition definition) {}
}
