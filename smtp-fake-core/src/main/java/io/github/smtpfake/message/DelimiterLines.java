package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpfake.internal.mime.MessageBytes;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds out which delimiters of multiparts occur anywhere in a message as a whole line (RFC 2046, 5.1.1). */
final class DelimiterLines {
    private static final int END = -1;

    private final Set<String> wanted = new HashSet<>();
    private final Set<String> found = new HashSet<>();
    private final int longest;

    private DelimiterLines(List<String> boundaries) {
        for (String boundary : boundaries) {
            wanted.add("--" + boundary);
            wanted.add("--" + boundary + "--");
        }
        this.longest = wanted.stream().mapToInt(String::length).max().orElse(0);
    }

    /**
     * Returns the delimiters that occur, one character for each byte, with their hyphens.
     *
     * @param boundaries the boundaries, one character for each byte
     */
    static Set<String> of(MessageBytes message, List<String> boundaries) {
        DelimiterLines lines = new DelimiterLines(boundaries);
        try (InputStream bytes = new BufferedInputStream(message.newInputStream())) {
            lines.readAll(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines.found;
    }

    private void readAll(InputStream bytes) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = 0;
        while (b != END && found.size() < wanted.size()) {
            line.reset();
            int length = 0;
            int contentLength = 0;
            boolean hyphens = true;
            for (b = bytes.read(); b != END && b != '\n'; b = bytes.read()) {
                hyphens &= length >= 2 || b == '-';
                contentLength = b > ' ' || b == 0 ? length + 1 : contentLength;
                if (hyphens && length < longest) {
                    line.write(b);
                }
                length++;
            }
            if (hyphens && contentLength > 2 && contentLength <= longest) {
                add(line.toString(ISO_8859_1).stripTrailing());
            }
        }
    }

    private void add(String line) {
        if (wanted.contains(line)) {
            found.add(line);
        }
    }
}
