package io.github.smtpfake.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Reads files that a user names, such as certificates, up to a maximum size. They must be regular files, because a
 * device such as {@code /dev/zero} never ends, and opening a named pipe waits until another process opens it, too.
 *
 * <p>{@code /dev/stdin} and {@code /dev/fd/63} are accepted, because the caller of this process has opened them: this
 * is how a shell passes the output of another command, which may be a secret that is in no file.
 */
public final class SmallFile {
    private static final Pattern OPENED_BY_CALLER = Pattern.compile("/dev/stdin|(/dev|/proc/self)/fd/[0-9]{1,9}");

    private SmallFile() {}

    /**
     * Returns the content of a file.
     *
     * @param maxBytes the maximum size of the file, less than {@link Integer#MAX_VALUE}
     * @throws IOException if the file cannot be read; the message is the reason, which follows the name of the file and
     *     a colon
     */
    public static byte[] read(Path file, int maxBytes) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a directory");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException("no such file");
        }
        if (!Files.isRegularFile(file)
                && !OPENED_BY_CALLER.matcher(file.toString()).matches()) {
            throw new IOException("it is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            // The method without an array seeks, which Java 21 cannot do in a pipe.
            byte[] content = new byte[maxBytes + 1];
            int length = in.readNBytes(content, 0, content.length);
            if (length > maxBytes) {
                throw new IOException("it has more than " + maxBytes + " bytes");
            }
            return Arrays.copyOf(content, length);
        }
    }
}
