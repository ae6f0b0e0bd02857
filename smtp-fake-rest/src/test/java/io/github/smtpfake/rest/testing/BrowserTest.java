package io.github.smtpfake.rest.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Tests that need Chromium. They are skipped, with the reason, where it is not installed. Two classes at most run at a time. Most
 * use {@link Browser#shared()}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
// They take longest, so they begin first.
@Order(1)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
@ExtendWith(BrowserTest.Installed.class)
public @interface BrowserTest {

    /** Disables the tests if no browser can be started, and looks after the shared ones. */
    final class Installed implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {
        private static final Namespace NAMESPACE = Namespace.create(BrowserTest.class);

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Browser.missing()
                    .or(SharedBrowsers.INSTANCE::mismatch)
                    .map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("Chromium is installed"));
        }

        @Override
        public void beforeAll(ExtensionContext context) throws InterruptedException {
            context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("shared browsers", key -> new End(), End.class);
            SharedBrowsers.INSTANCE.reserve(context.getRequiredTestClass());
        }

        @Override
        public void afterAll(ExtensionContext context) {
            SharedBrowsers.INSTANCE.release(context.getRequiredTestClass());
        }

        /** Ends the shared browsers when JUnit closes its store. */
        private static final class End implements AutoCloseable {
            @Override
            public void close() {
                SharedBrowsers.INSTANCE.close();
            }
        }
    }
}
