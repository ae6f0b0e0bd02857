package io.github.smtpfake.junit5;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What may run at the same time. */
final class Concurrency {
    private static final String ENABLED = "junit.jupiter.execution.parallel.enabled";

    private Concurrency() {}

    static boolean isEnabled(ExtensionContext context) {
        return context.getConfigurationParameter(ENABLED)
                .map(Boolean::parseBoolean)
                .orElse(false);
    }

    /**
     * Returns whether something beside what this context stands for may use a server meanwhile.
     *
     * @param declaredAt the id of the context whose server it is; none of the others in its run
     */
    static boolean mayShare(ExtensionContext context, Optional<String> declaredAt) {
        if (!isEnabled(context)) {
            return false;
        }
        ExtensionContext each = context;
        // The root stands for the run, beside which nothing runs.
        while (each.getParent().isPresent() && !declaredAt.equals(Optional.of(each.getUniqueId()))) {
            if (each.getExecutionMode() == ExecutionMode.CONCURRENT) {
                return true;
            }
            each = each.getParent().get();
        }
        return false;
    }
}
