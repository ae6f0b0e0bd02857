package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.rules.RuleDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleAssertTest {
    private final List<String> sessions = new ArrayList<>();
    private final Rule unused = RuleBuilder.of(
                    rcptTo("full@example.org"), definition -> new CountedRule(definition, List.of()))
            .reply("452 4.2.2 mailbox full");
    private final Rule used = RuleBuilder.of(connect(), definition -> new CountedRule(definition, sessions))
            .disconnect();

    private void firesIn(String session) {
        sessions.add(session);
    }

    /** A rule that fired once in each of the sessions. */
    private record CountedRule(RuleDefinition definition, List<String> sessions) implements Rule {

        @Override
        public String id() {
            return "id";
        }

        @Override
        public int timesFired() {
            return sessions.size();
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
    void passesForTheActualNumberOfTimes() {
        firesIn("s1");
        firesIn("s2");

        assertThat(used).hasFired(2).hasFiredAtLeast(1).hasFiredAtLeast(2);
        assertThat(unused).hasNotFired().hasFired(0);
    }

    @Test
    void failsForARuleThatHasNotFired() {
        assertThatThrownBy(() -> assertThat(unused).hasFired(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "Expected rule rcptTo(full@example.org) -> 452 4.2.2 mailbox full to fire once, but it"
                                + " never fired.\nNo session reached its stage, rcpt.");
        assertThatThrownBy(() -> assertThat(unused).hasFiredAtLeast(3))
                .hasMessageContaining("to fire at least 3 times, but it never fired.");
    }

    @Test
    void listsTheSessionsInWhichARuleFired() {
        firesIn("s1");

        assertThatThrownBy(() -> assertThat(used).hasNotFired())
                .hasMessageContaining("not to fire, but it fired once.\nSessions: s1");
        assertThatThrownBy(() -> assertThat(used).hasFired(2))
                .hasMessageContaining("to fire 2 times, but it fired once.");
    }

    @Test
    void rejectsNumbersOutOfRange() {
        assertThatThrownBy(() -> assertThat(unused).hasFired(-1)).hasMessage("times must be at least 0, but is -1");
        assertThatThrownBy(() -> assertThat(unused).hasFiredAtLeast(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("times must be at least 1, but is 0");
    }

    @Test
    void failsForNull() {
        assertThatThrownBy(() -> assertThat((Rule) null).hasNotFired()).isInstanceOf(AssertionError.class);
    }
}
