package io.github.smtpfake.internal.smtp.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The name that this machine calls itself by. No name server is asked, as that may take seconds. */
final class MachineName {
    private static final Path OF_LINUX = Path.of("/proc/sys/kernel/hostname");

    private MachineName() {}

    /** Returns the name; empty if neither the system nor the environment tells one that a certificate can be for. */
    static Optional<String> find() {
        return Stream.of(ofLinux(), variable("HOSTNAME"), variable("COMPUTERNAME"))
                .flatMap(Optional::stream)
                .filter(AlternativeName::isPossible)
                .findFirst();
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private static Optional<String> ofLinux() {
        try {
            return Files.exists(OF_LINUX)
                    ? Optional.of(Files.readString(OF_LINUX).strip())
                    : Optional.empty();
        } catch (IOException e) {
            // A sandbox may hide it; then the environment is asked.
            return Optional.empty();
        }
    }
}
