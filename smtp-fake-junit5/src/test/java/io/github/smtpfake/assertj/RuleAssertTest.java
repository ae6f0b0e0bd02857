package io.github.smtpfake.assertj;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.connect;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBook;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.SessionInfo;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleAssertTest {
    private final RuleBook book = new RuleBook();
    private final Rule unused = book.outermost().on(rcptTo("full@example.org")).reply("452 4.2.2 mailbox full");
    private final Rule used = book.outermost().on(connect()).disconnect();

    private void connects(String session) {
        Situation situation =
                Situation.at(Stage.CONNECT, SessionInfo.of(session, Instant.EPOCH, "192.0.2.1:9"), Optional.empty());
        assertThat(book.fire(situation)).contains(used);
    }

    @Test
    void passesForTheRightNumberOfTimes() {
        connects("s1");
        connects("s2");

        assertThat(used).hasFired(2).hasFiredAtLeast(1).hasFiredAtLeast(2);
        assertThat(unused).hasNotFired().hasFired(0);
    }

    @Test
    void failsForARuleThatHasNotFired() {
        assertThatThrownBy(() -> assertThat(unused).hasFired(1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(
                        "Expected rule rcptTo(full@example.org) -> 452 4.2.2 mailbox full to fire once, but it"
                                + " never fired.");
        assertThatThrownBy(() -> assertThat(unused).hasFiredAtLeast(3))
                .hasMessageContaining("to fire at least 3 times, but it never fired.");
    }

    @Test
    void listsTheSessionsInWhichARuleFired() {
        connects("s1");

        assertThatThrownBy(() -> assertThat(used).hasNotFired())
                .hasMessageContaining("not to fire, but it fired once.\nSessions: s1");
        assertThatThrownBy(() -> assertThat(used).hasFired(2))
                .hasMessageContaining("to fire 2 times, but it fired once.");
    }

    @Test
    void rejectsNumbersThatCannotBe() {
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
