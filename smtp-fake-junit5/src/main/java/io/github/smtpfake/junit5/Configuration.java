package io.github.smtpfake.junit5;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The configuration parameters of the extension. */
final class Configuration {
    private static final String AWAIT_TIMEOUT = "smtpfake.await.timeout";
    private static final String EXPORT_DIRECTORY = "smtpfake.export.directory";

    private Configuration() {}

    /** How long waits last that do not say otherwise. */
    static Optional<Duration> awaitTimeout(ExtensionContext context) {
        return context.getConfigurationParameter(AWAIT_TIMEOUT)
                .map(text -> Durations.parse("configuration parameter " + AWAIT_TIMEOUT, text));
    }

    /** Where all mail of the run goes. */
    static Optional<Path> exportDirectory(ExtensionContext context) {
        return context.getConfigurationParameter(EXPORT_DIRECTORY).map(Path::of);
    }
}
