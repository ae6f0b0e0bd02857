package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.json.JsonException;
import io.github.smtpfake.rest.internal.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file with a message. It is small, because a directory can contain a great many files.
 *
 * @param nanos when the message arrived according to its sidecar, in nanoseconds since 1970; {@link #UNKNOWN} if there is
 *     no readable sidecar
 */
record MailFile(Path directory, String name, long nanos) {
    /** The end of the name of a file with a message. */
    static final String SUFFIX = ".eml";

    /** The end of the name of its sidecar. */
    static final String SIDECAR_SUFFIX = ".json";

    /** The order in which messages are imported: first those with a known time, then the others by their names. */
    static final Comparator<MailFile> ORDER =
            Comparator.<MailFile>comparingLong(MailFile::nanos).thenComparing(MailFile::name);

    private static final long UNKNOWN = Long.MAX_VALUE;

    /** Returns whether a file is a message by its name. */
    static boolean isMail(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    /** Returns the file, with the time of its sidecar. */
    static MailFile of(Path directory, Path file) {
        String name = String.valueOf(file.getFileName());
        return new MailFile(directory, name, nanos(sidecar(directory, name)));
    }

    private static long nanos(Path sidecar) {
        try {
            return JsonValue.parse(Files.readAllBytes(sidecar))
                    .member("receivedAt")
                    .map(time -> nanosSince1970(Instant.parse(time.text())))
                    .orElse(UNKNOWN);
        } catch (IOException | JsonException | DateTimeException | ArithmeticException e) {
            // There is no sidecar, or the import of the message will report what is wrong with it.
            return UNKNOWN;
        }
    }

    private static long nanosSince1970(Instant time) {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }

    private static Path sidecar(Path directory, String name) {
        return directory.resolve(name.substring(0, name.length() - SUFFIX.length()) + SIDECAR_SUFFIX);
    }

    Path path() {
        return directory.resolve(name);
    }

    /** Returns the bytes of the sidecar, or null if there is none. */
    byte @Nullable [] sidecar() throws IOException {
        Path sidecar = sidecar(directory, name);
        return Files.exists(sidecar) ? Files.readAllBytes(sidecar) : null;
    }
}
