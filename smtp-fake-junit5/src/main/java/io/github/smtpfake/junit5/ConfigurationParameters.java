package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.text.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Reads the JUnit configuration parameters of the extension. */
final class ConfigurationParameters {
    private static final String AWAIT_TIMEOUT = "smtpfake.await.timeout";
    private static final String EXPORT_DIRECTORY = "smtpfake.export.directory";

    private ConfigurationParameters() {}

    /** Returns the configured default timeout of waits; empty if none is configured. */
    static Optional<Duration> awaitTimeout(ExtensionContext context) {
        try {
            Optional<String> text = context.getConfigurationParameter(AWAIT_TIMEOUT);
            return text.isEmpty() ? Optional.empty() : Optional.of(Durations.parse(text.get()));
        } catch (IllegalArgumentException e) {
            throw ConfigurationErrors.at("configuration parameter " + AWAIT_TIMEOUT, String.valueOf(e.getMessage()));
        }
    }

    /** Returns the directory to which all mail of the run is exported; empty if none is configured. */
    static Optional<Path> exportDirectory(ExtensionContext context) {
        Optional<String> directory = context.getConfigurationParameter(EXPORT_DIRECTORY);
        return directory.isEmpty() ? Optional.empty() : Optional.of(Path.of(directory.get()));
    }
}
