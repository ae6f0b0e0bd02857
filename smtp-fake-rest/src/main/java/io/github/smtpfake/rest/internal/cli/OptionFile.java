package io.github.smtpfake.rest.internal.cli;

import io.github.smtpfake.internal.text.SmallFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Reads the files that options name, once, at the start, as {@link SmallFile} does. Every exception names the option or
 * variable and the file, and never shows the content, because it may be a secret.
 */
public final class OptionFile {
    private static final String REQUIREMENT = "must be the path of a file";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private OptionFile() {}

    /**
     * Returns the content of a file.
     *
     * @param file the path of the file, as the user gave it
     * @param maxBytes the maximum size of the file
     * @throws UsageException if the file is not a regular file, cannot be read, is empty or is larger than the maximum
     */
    public static byte[] bytes(Given file, int maxBytes) throws UsageException {
        Objects.requireNonNull(file, "file");
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes must be at least 1, not " + maxBytes);
        }
        byte[] content = read(file, path(file), maxBytes);
        if (content.length == 0) {
            throw failure(file, "is empty");
        }
        return content;
    }

    /**
     * Returns the lines of a text in UTF-8, without a byte order mark, and without the line ends of any platform.
     *
     * @param file the path of the file, as the user gave it
     * @param maxBytes the maximum size of the file
     * @throws UsageException if {@link #bytes} would throw it, or the file is not UTF-8
     */
    public static List<String> lines(Given file, int maxBytes) throws UsageException {
        byte[] content = bytes(file, maxBytes);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return (text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (CharacterCodingException e) {
            throw failure(file, "is not a text in UTF-8");
        }
    }

    private static Path path(Given file) throws UsageException {
        // An empty path would be the working directory, but an empty value is most likely an unset variable.
        if (file.text().isBlank()) {
            throw file.invalid(REQUIREMENT);
        }
        try {
            return Path.of(file.text());
        } catch (InvalidPathException e) {
            throw file.invalid(REQUIREMENT);
        }
    }

    private static byte[] read(Given file, Path path, int maxBytes) throws UsageException {
        if (Files.exists(path) && !Files.isReadable(path)) {
            throw failure(file, "may not be read by this process");
        }
        try {
            return SmallFile.read(path, maxBytes);
        } catch (IOException e) {
            throw failure(file, "cannot be read: " + e.getMessage());
        }
    }

    private static UsageException failure(Given file, String problem) {
        return new UsageException(file.source() + ": the file " + file.text() + " " + problem);
    }
}
