package io.github.smtpfake.junit5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.SmtpFakeServer;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
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

    private boolean isSet(List<PropertySetting> settings) {
        try {
            properties.setUnlessContradictory(settings);
            return true;
        } catch (ExtensionConfigurationException e) {
            return false;
        }
    }

    /** Settings between whose check and whose use another thread begins to set a different value, and gets as far as it can. */
    private final class Interrupted extends AbstractList<PropertySetting> {
        private final List<PropertySetting> settings = settings(KEY, "1");
        private final FutureTask<Boolean> other = new FutureTask<>(() -> isSet(settings(KEY, "2")));
        private int iterations;

        @Override
        public Iterator<PropertySetting> iterator() {
            if (++iterations == 2) {
                Thread thread = new Thread(other, "another class");
                thread.setDaemon(true);
                thread.start();
                long begin = System.nanoTime();
                while (!other.isDone() && thread.getState() != Thread.State.WAITING) {
                    assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(20));
                    Thread.onSpinWait();
                }
            }
            return settings.iterator();
        }

        @Override
        public PropertySetting get(int index) {
            return settings.get(index);
        }

        @Override
        public int size() {
            return settings.size();
        }
    }

    @Test
    void setsOnlyOneOfTwoDifferentValuesAtTheSameTime() throws Exception {
        Interrupted settings = new Interrupted();
        try {
            assertThat(isSet(settings)).isTrue();
            assertThat(settings.other.get(20, TimeUnit.SECONDS)).isFalse();
            assertThat(System.getProperty(KEY)).isEqualTo("1");
        } finally {
            System.clearProperty(KEY);
        }
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
