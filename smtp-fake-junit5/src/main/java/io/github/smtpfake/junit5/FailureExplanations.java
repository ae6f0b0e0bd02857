package io.github.smtpfake.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Explains the failures of tests and lifecycle methods that come from a parameter which JUnit could not inject. */
interface FailureExplanations extends TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    @Override
    default void handleTestExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw UninjectableParameter.explained(thrown);
    }

    @Override
    default void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw UninjectableParameter.explained(thrown);
    }

    @Override
    default void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw UninjectableParameter.explained(thrown);
    }

    @Override
    default void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw UninjectableParameter.explained(thrown);
    }

    @Override
    default void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
        throw UninjectableParameter.explained(thrown);
    }
}
