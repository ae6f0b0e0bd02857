package io.github.smtpfake.internal.smtp.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The host name of this machine. Asks no name server, because that may take seconds. */
final class MachineName {
    private static final Path LINUX_FILE = Path.of("/proc/sys/kernel/hostname");

    private MachineName() {}

    /** Returns the name; empty if neither the system nor the environment has one that a certificate can name. */
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
            return Files.exists(LINUX_FILE)
                    ? Optional.of(Files.readString(LINUX_FILE).strip())
                    : Optional.empty();
        } catch (IOException e) {
            // A sandbox may hide the file; the environment is used instead.
            return Optional.empty();
        }
    }
}
