package io.github.smtpfake.junit5;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The system properties that the declarations of a run set, whatever the order in which they end: the newest declaration that
 * has not ended decides, and afterwards the property has its original value. Thread-safe.
 */
final class RunProperties {
    private static final int MAX_FORMER = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<PropertySetting> active = new ArrayList<>();
    private final List<PropertySetting> former = new ArrayList<>();
    private final Map<String, Optional<String>> originals = new HashMap<>();

    private RunProperties() {}

    static RunProperties create() {
        return new RunProperties();
    }

    static RunProperties of(ExtensionContext context) {
        return ContextStores.shared(context.getRoot())
                .getOrComputeIfAbsent(RunProperties.class, key -> create(), RunProperties.class);
    }

    /**
     * Sets the properties. Rejects a value that contradicts one of another declaration, including those that have ended: another
     * order of the classes would let both run at the same time. Of two declarations at the same time, one is rejected.
     */
    void setUnlessContradictory(List<PropertySetting> settings) {
        lock.lock();
        try {
            for (PropertySetting setting : settings) {
                for (PropertySetting other : former) {
                    if (setting.contradicts(other)) {
                        throw contradiction(setting, other);
                    }
                }
            }
            set(settings);
        } finally {
            lock.unlock();
        }
    }

    private static RuntimeException contradiction(PropertySetting setting, PropertySetting other) {
        return ConfigurationErrors.at(
                setting.where(),
                "tests run in parallel, and the system property " + setting.key() + " cannot be " + setting.value()
                        + " here and " + other.value() + " in " + other.where()
                        + ", because one of the servers runs for"
                        + " the whole run (lifecycle PER_RUN). Make the declarations equal, so that they share one"
                        + " server, or use different keys:\n  " + setting.where() + ": " + setting.declaration()
                        + "\n  " + other.where() + ": " + other.declaration());
    }

    /** Sets the properties, all or none. */
    void set(List<PropertySetting> settings) {
        lock.lock();
        try {
            for (PropertySetting setting : settings) {
                Optional<String> old = Optional.ofNullable(System.setProperty(setting.key(), setting.value()));
                if (newest(setting.key()).isEmpty()) {
                    originals.put(setting.key(), old);
                }
                active.add(setting);
                record(setting);
            }
        } catch (RuntimeException e) {
            restore(settings);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void record(PropertySetting setting) {
        for (PropertySetting known : former) {
            if (known.isRepetitionOf(setting)) {
                return;
            }
        }
        if (former.size() < MAX_FORMER) {
            former.add(setting);
        }
    }

    void restore(List<PropertySetting> settings) {
        lock.lock();
        try {
            for (PropertySetting setting : settings) {
                if (!active.remove(setting)) {
                    continue;
                }
                Optional<PropertySetting> next = newest(setting.key());
                Optional<String> value = next.isPresent()
                        ? Optional.of(next.get().value())
                        : originals.getOrDefault(setting.key(), Optional.empty());
                if (value.isPresent()) {
                    System.setProperty(setting.key(), value.get());
                } else {
                    System.clearProperty(setting.key());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<PropertySetting> newest(String key) {
        for (int i = active.size() - 1; i >= 0; i--) {
            if (active.get(i).key().equals(key)) {
                return Optional.of(active.get(i));
            }
        }
        return Optional.empty();
    }
}
