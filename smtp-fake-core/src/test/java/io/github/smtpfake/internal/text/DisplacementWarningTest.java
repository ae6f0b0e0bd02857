package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplacementWarningTest {
    private final List<String> lines = new ArrayList<>();
    private final DisplacementWarning warning = new DisplacementWarning();

    @Test
    void warnsOnceThatTheServerClosesIdleConnections() {
        warning.closed("All 3 connections are in use.", lines::add);
        warning.closed("All 3 connections are in use.", lines::add);

        assertThat(lines)
                .containsExactly(
                        "All 3 connections are in use. The server closes the connections whose clients have neither"
                                + " sent nor read anything for longest, so that others can connect (1 since the last warning).");
    }
}
