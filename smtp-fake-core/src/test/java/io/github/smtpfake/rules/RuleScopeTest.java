package io.github.smtpfake.rules;

import static io.github.smtpfake.rules.Rules.anyAddress;
import static io.github.smtpfake.rules.Rules.auth;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.data;
import static io.github.smtpfake.rules.Rules.mailFrom;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static io.github.smtpfake.rules.Rules.startTls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleScopeTest {
    private final RuleBook book = new RuleBook();
    private final RuleScope outer = book.outermost();
    private final RuleScope inner = outer.inner(RuleScopeTest::acceptEach);

    private Optional<Rule> fire() {
        return book.fire(
                Situation.at(Stage.DATA, SessionInfo.of("s1", Instant.EPOCH, "192.0.2.1:40000"), Optional.empty()));
    }

    @Test
    void asksTheInnermostFirstAndThereTheNewest() {
        RuleScope innermost = inner.inner(RuleScopeTest::acceptEach);
        Rule deepest = innermost.on(data()).once().reset();
        Rule deep = inner.on(data()).once().reset();
        Rule newerDeep = inner.on(data()).once().reset();
        Rule flat = outer.on(data()).once().reset();
        Rule newerDeepest = innermost.on(data()).once().reset();

        assertThat(fire()).contains(newerDeepest);
        assertThat(fire()).contains(deepest);
        assertThat(fire()).contains(newerDeep);
        assertThat(fire()).contains(deep);
        assertThat(fire()).contains(flat);
        assertThat(fire()).isEmpty();
    }

    @Test
    void takesItsRulesAlongWhenItEnds() {
        Rule stays = outer.on(data()).reset();
        RuleScope sibling = outer.inner(RuleScopeTest::acceptEach);
        Rule siblings = sibling.on(data()).reset();
        inner.on(data()).reset();
        inner.inner(RuleScopeTest::acceptEach).on(data()).reset();

        inner.close();

        assertThat(book.inOrder()).containsExactly(siblings, stays);
        assertThat(outer.rules()).containsExactly(stays);
        assertThat(inner.rules()).isEmpty();
    }

    @Test
    void takesNoRuleOnceItHasEnded() {
        RuleScope innermost = inner.inner(RuleScopeTest::acceptEach);
        inner.close();

        assertThatThrownBy(() -> inner.on(data()).reset())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The scope of the rule data() -> reset has ended: give it through a server that was handed to"
                                + " what is running now");
        assertThatThrownBy(() -> innermost.on(data()).reset()).isInstanceOf(IllegalStateException.class);
        assertThat(book.isEmpty()).isTrue();
    }

    @Test
    void clearsNoMoreThanItself() {
        Rule stays = outer.on(data()).reset();
        inner.on(data()).reset();

        inner.clear();

        assertThat(book.inOrder()).containsExactly(stays);
        assertThat(inner.on(data()).reset()).isIn((Object[]) book.inOrder());
    }

    @Test
    void asksItsAdmission() {
        RuleScope guarded = outer.inner(definition -> {
            throw new IllegalArgumentException("not " + definition);
        });

        assertThatThrownBy(() -> guarded.on(data()).reset()).hasMessage("not data() -> reset");
        assertThat(book.isEmpty()).isTrue();
    }

    @Test
    void knowsWhichRulesAreBoundToOneClient() {
        assertThat(outer.on(rcptTo("ada@example.org")).reset().definition().isBound())
                .isTrue();
        assertThat(outer.on(data().sender("app@example.org"))
                        .reset()
                        .definition()
                        .isBound())
                .isTrue();
        assertThat(outer.on(startTls().helo("app")).reset().definition().isBound())
                .isTrue();
        assertThat(outer.on(auth("app")).reset().definition().isBound()).isTrue();

        assertThat(outer.on(rcptTo(anyAddress())).reset().definition().isBound())
                .isFalse();
        assertThat(outer.on(mailFrom("")).reset().definition().isBound())
                .as("bounces")
                .isFalse();
        assertThat(outer.on(data().not(RuleCondition.recipient("ada@example.org")))
                        .reset()
                        .definition()
                        .isBound())
                .isFalse();
        assertThat(outer.on(connect().client("127.0.0.1")).reset().definition().isBound())
                .isFalse();
    }

    private static void acceptEach(RuleDefinition definition) {}
}
