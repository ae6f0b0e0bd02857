package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
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

/** System properties that are set while a server runs, with their previous values. */
final class SystemProperties implements AutoCloseable {
    private static final List<String> SUFFICIENT = List.of(Resources.SYSTEM_PROPERTIES, Resources.GLOBAL);

    private final Map<String, Optional<String>> before = new LinkedHashMap<>();

    private SystemProperties() {}

    static SystemProperties set(List<PropertyTemplate> templates, SmtpFakeServer server) {
        SystemProperties changed = new SystemProperties();
        for (PropertyTemplate template : templates) {
            String old = System.setProperty(template.key(), template.valueFor(server));
            changed.before.putIfAbsent(template.key(), Optional.ofNullable(old));
        }
        return changed;
    }

    @Override
    public void close() {
        for (Map.Entry<String, Optional<String>> entry : before.entrySet()) {
            if (entry.getValue().isPresent()) {
                System.setProperty(entry.getKey(), entry.getValue().get());
            } else {
                System.clearProperty(entry.getKey());
            }
        }
    }

    /** Requires a lock if tests run in parallel, because all tests of a JVM share these properties. */
    static void requireLock(ServerSettings settings, ExtensionContext context) {
        if (settings.properties().isEmpty() || !Concurrency.isEnabled(context)) {
            return;
        }
        if (settings.lifecycle() == ServerLifecycle.PER_RUN) {
            throw ConfigurationErrors.at(
                    ConfigurationErrors.where(context),
                    "properties of a server with the lifecycle PER_RUN are visible to tests that run in parallel; use"
                            + " ServerLifecycle.PER_CLASS with @ResourceLock(Resources.SYSTEM_PROPERTIES), or read the"
                            + " port from a parameter of the type SmtpFakeServer");
        }
        if (!isLocked(context)) {
            throw ConfigurationErrors.at(
                    ConfigurationErrors.where(context),
                    "properties change the system properties of all tests, and tests run in parallel; add"
                            + " @ResourceLock(Resources.SYSTEM_PROPERTIES) to the class");
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
