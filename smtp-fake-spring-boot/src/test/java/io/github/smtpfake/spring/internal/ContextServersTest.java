package io.github.smtpfake.spring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.internal.DeclaredServers.Declared;
import io.github.smtpfake.testing.UnassignedPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.ContextLoader;
import org.springframework.test.context.MergedContextConfiguration;

class ContextServersTest {

    private record NewServer() implements Declared {
        @Override
        public String name() {
            return "";
        }

        @Override
        public Object key() {
            return "";
        }

        @Override
        public TestServer start() {
            // Tests stop the server and restart it on the same port.
            return TestServer.embedded(
                    SmtpFakeServer.builder().port(UnassignedPort.next()).start());
        }
    }

    private static MergedContextConfiguration context(String profile) {
        return new MergedContextConfiguration(
                ContextServersTest.class, new String[0], new Class<?>[0], new String[] {profile}, (ContextLoader) null);
    }

    private static ContextServers start(String profile) {
        return ContextServers.start(context(profile), List.of(new NewServer()));
    }

    @Test
    void startsTheServersOfAContextAgain() {
        TestServer server = start("again").find("").orElseThrow();
        int port = server.endpoint().port();
        server.stop();

        ContextServers again = start("again");

        assertThat(again.find("")).containsSame(server);
        assertThat(server.isRunning()).isTrue();
        assertThat(server.endpoint().port()).isEqualTo(port);
        again.stop();
    }

    @Test
    void forgetsServersThatNothingRefersTo() {
        List<ContextServers> kept = new ArrayList<>(List.of(start("kept"), start("forgotten")));
        assertThat(ContextServers.knows(context("forgotten"))).isTrue();
        kept.forEach(ContextServers::stop);
        kept.remove(1);

        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (ContextServers.knows(context("forgotten")) && System.nanoTime() < deadline) {
            System.gc();
        }

        assertThat(ContextServers.knows(context("forgotten"))).isFalse();
        assertThat(ContextServers.knows(context("kept"))).isTrue();
        assertThat(start("kept").find("")).isEqualTo(kept.get(0).find(""));
        kept.get(0).stop();
    }
}
