package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.commons.support.AnnotationSupport;

/** The system properties that one declaration sets while its server runs. */
final class SystemProperties implements AutoCloseable {
    private static final List<String> SUFFICIENT = List.of(Resources.SYSTEM_PROPERTIES, Resources.GLOBAL);

    private final Optional<RunProperties> run;
    private final List<PropertySetting> settings;

    private SystemProperties(Optional<RunProperties> run, List<PropertySetting> settings) {
        this.run = run;
        this.settings = settings;
    }

    /** Sets the properties of a declaration, until the returned object is closed. */
    static SystemProperties set(ServerSettings server, TestServer started, ExtensionContext context) {
        if (server.properties().isEmpty()) {
            return new SystemProperties(Optional.empty(), List.of());
        }
        String where = ConfigurationErrors.where(context);
        List<PropertySetting> settings = new ArrayList<>();
        for (PropertyTemplate template : server.properties()) {
            settings.add(new PropertySetting(template.key(), template.valueFor(started), where, server));
        }
        RunProperties run = RunProperties.of(context);
        if (Concurrency.isEnabled(context)) {
            run.setUnlessContradictory(settings);
        } else {
            run.set(settings);
        }
        return new SystemProperties(Optional.of(run), settings);
    }

    /** Returns the values by key. */
    Map<String, String> values() {
        if (settings.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (PropertySetting setting : settings) {
            values.put(setting.key(), setting.value());
        }
        return values;
    }

    @Override
    public void close() {
        if (run.isPresent()) {
            run.get().restore(settings);
        }
    }

    /**
     * Requires a lock if tests run in parallel, because all tests of a JVM share these properties. Those of a server of the
     * run need no lock: they keep one value until the run ends.
     */
    static void requireLock(ServerSettings settings, ExtensionContext context) {
        if (settings.properties().isEmpty()
                || settings.lifecycle() == ServerLifecycle.PER_RUN
                || !Concurrency.isEnabled(context)) {
            return;
        }
        if (!isLocked(context)) {
            throw ConfigurationErrors.at(
                    ConfigurationErrors.where(context),
                    "properties change the system properties of all tests, and tests run in parallel; add"
                            + " @ResourceLock(Resources.SYSTEM_PROPERTIES) to the class, or share one server between all"
                            + " classes with lifecycle = ServerLifecycle.PER_RUN in equal annotations");
        }
    }

    private static boolean isLocked(ExtensionContext context) {
        List<ResourceLock> locks = new ArrayList<>();
        for (Optional<ExtensionContext> each = Optional.of(context);
                each.isPresent();
                each = each.get().getParent()) {
            each.get()
                    .getElement()
                    .ifPresent(element ->
                            locks.addAll(AnnotationSupport.findRepeatableAnnotations(element, ResourceLock.class)));
        }
        return locks.stream()
                .anyMatch(lock -> lock.mode() == ResourceAccessMode.READ_WRITE && SUFFICIENT.contains(lock.value()));
    }
}
