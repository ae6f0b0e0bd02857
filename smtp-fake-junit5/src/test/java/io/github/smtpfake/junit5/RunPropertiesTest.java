package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.testing.Background;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class RunPropertiesTest {
    private static final String KEY = "smtpfake.run.properties";

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
                new ServerSource.NewServers(SmtpFakeServer.builder(), true, false));
        List<PropertySetting> settings = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.add(new PropertySetting(keysAndValues[i], keysAndValues[i + 1], "org.example.Test", ofRun));
        }
        return settings;
    }

    private static boolean isSet(RunProperties properties, List<PropertySetting> settings) {
        try {
            properties.setUnlessContradictory(settings);
            return true;
        } catch (ExtensionConfigurationException e) {
            return false;
        }
    }

    /** Repeats, because threads seldom meet between a check and what follows it. */
    @Test
    void setsOnlyOneOfTwoDifferentValuesAtTheSameTime() throws Exception {
        List<RunProperties> rounds =
                Stream.generate(RunProperties::create).limit(300).toList();
        AtomicInteger arrived = new AtomicInteger();
        long end = System.nanoTime() + TimeLimit.DURATION.toNanos();
        List<Background<List<Boolean>>> threads = new ArrayList<>();
        for (String value : List.of("1", "2")) {
            threads.add(Background.of(() -> {
                List<PropertySetting> settings = settings(KEY, value);
                List<Boolean> set = new ArrayList<>();
                for (int i = 0; i < rounds.size(); i++) {
                    // Threads that wait for a signal would not continue at the same time.
                    arrived.incrementAndGet();
                    while (arrived.get() < 2 * (i + 1) && System.nanoTime() - end < 0) {
                        Thread.onSpinWait();
                    }
                    set.add(isSet(rounds.get(i), settings));
                }
                return set;
            }));
        }
        try {
            List<Boolean> first = threads.get(0).get();
            List<Boolean> second = threads.get(1).get();
            for (int i = 0; i < rounds.size(); i++) {
                assertThat(first.get(i)).as("round %d", i).isNotEqualTo(second.get(i));
            }
        } finally {
            System.clearProperty(KEY);
        }
    }

    @Test
    void setsAllPropertiesOrNone() {
        RunProperties properties = RunProperties.create();
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
