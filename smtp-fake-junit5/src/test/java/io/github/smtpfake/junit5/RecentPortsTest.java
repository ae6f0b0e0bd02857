package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentPortsTest {

    @Test
    void forgetsTheDeclarationThatWasNotUsedForTheLongestTime() {
        RecentPorts ports = new RecentPorts(2);
        Declaration first = Declaration.ofField();
        Declaration second = Declaration.ofField();
        ports.remember(first, 1);
        ports.remember(second, 2);
        assertThat(ports.of(first)).hasValue(1);

        ports.remember(Declaration.ofField(), 3);

        assertThat(ports.of(first)).as("was used again").hasValue(1);
        assertThat(ports.of(second)).isEmpty();
    }
}
