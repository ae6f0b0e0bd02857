package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplacementWarningTest {
    private final List<String> lines = new ArrayList<>();
    private final DisplacementWarning warning = new DisplacementWarning(lines::add);

    @Test
    void warnsOnceThatTheServerClosesIdleConnections() {
        warning.closed("All 3 connections are in use.");
        warning.closed("All 3 connections are in use.");

        assertThat(lines)
                .containsExactly(
                        "All 3 connections are in use. The server closes the connections whose clients have neither"
                                + " sent nor read anything for longest, so that others can connect (1 since the last warning).");
    }
}
