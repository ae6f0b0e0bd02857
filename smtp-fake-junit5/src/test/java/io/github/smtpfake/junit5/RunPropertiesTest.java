package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.testing.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class RunPropertiesTest {
    private static final String KEY = "smtpfake.run.properties";

    private final RunProperties properties = RunProperties.create();

    private static List<PropertySetting> settings(String... keysAndValues) {
        ServerSettings ofRun = new ServerSettings(
                "",
                ServerLifecycle.PER_RUN,
                Consequence.REPORT,
                ConcurrentInbox.IGNORE,
                Consequence.IGNORE,
                Duration.ZERO,
                Optional.empty(),
                List.of(),
                Declaration.ofField(),
                new ServerSource.NewServers(SmtpFakeServer.builder(), true));
        List<PropertySetting> settings = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.add(new PropertySetting(keysAndValues[i], keysAndValues[i + 1], "org.example.Test", ofRun));
        }
        return settings;
    }

    /** Repeated, because threads seldom meet between a check and what follows it. */
    @RepeatedTest(200)
    void setsOnlyOneOfTwoDifferentValuesAtTheSameTime() throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        List<Background<Boolean>> threads = new ArrayList<>();
        for (String value : List.of("1", "2")) {
            threads.add(Background.of(() -> {
                List<PropertySetting> settings = settings(KEY, value);
                barrier.await(20, TimeUnit.SECONDS);
                try {
                    properties.setUnlessContradictory(settings);
                } catch (ExtensionConfigurationException e) {
                    return false;
                }
                properties.restore(settings);
                return true;
            }));
        }

        assertThat(threads.get(0).get()).isNotEqualTo(threads.get(1).get());
        assertThat(System.getProperty(KEY)).isNull();
    }

    @Test
    void setsAllPropertiesOrNone() {
        System.setProperty(KEY, "before");
        try {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> properties.set(settings(KEY, "set", "", "the JDK rejects an empty key")));

            assertThat(System.getProperty(KEY)).isEqualTo("before");
        } finally {
            System.clearProperty(KEY);
        }
    }
}
