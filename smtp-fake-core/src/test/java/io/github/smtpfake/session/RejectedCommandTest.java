package io.github.smtpfake.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RejectedCommandTest {

    @ParameterizedTest
    @ValueSource(strings = {"550", "550 5.1.1 unknown", "550 ", "550 with\nline feed"})
    void returnsTheCodeOfTheReply(String reply) {
        assertThat(new RejectedCommand("RCPT", reply).replyCode()).hasValue(550);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "(no reply)", "5500 x", "55", "999 x", "550x", "Received fatal alert: unknown_ca"})
    void hasNoCodeWithoutAReply(String reply) {
        assertThat(new RejectedCommand("RCPT", reply).replyCode()).isEmpty();
    }

    @Test
    void showsCommandReplyAndRule() {
        assertThat(new RejectedCommand("DATA", "554 no")).hasToString("DATA -> 554 no");
        assertThat(new RejectedCommand("DATA", "554 no", Optional.of("data() -> 554 no")))
                .hasToString("DATA -> 554 no (rule: data() -> 554 no)");
    }

    @Test
    void namesAMissingArgument() {
        assertThatNullPointerException()
                .isThrownBy(() -> new RejectedCommand(null, "554 no"))
                .withMessage("command");
        assertThatNullPointerException()
                .isThrownBy(() -> new RejectedCommand("DATA", null))
                .withMessage("reply");
    }
}
