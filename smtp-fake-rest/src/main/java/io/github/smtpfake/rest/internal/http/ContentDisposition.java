package io.github.smtpfake.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The header that makes a browser save or show a response, and names the file (RFC 6266). */
public final class ContentDisposition {
    private static final int MAX_LENGTH = 150;
    private static final String UNRESERVED = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    /**
     * Returns the value that makes a browser save the response, and never show it.
     *
     * @param fileName the name, which can be from an untrusted source; characters that could mislead a person or a file system
     *     are removed or replaced
     */
    public static String attachment(Optional<String> fileName) {
        return of("attachment", fileName);
    }

    /**
     * Returns the value that lets a browser show the response.
     *
     * @param fileName the name as for {@link #attachment}
     */
    public static String inline(Optional<String> fileName) {
        return of("inline", fileName);
    }

    private static String of(String type, Optional<String> fileName) {
        String name = fileName.map(ContentDisposition::harmless).orElse("");
        if (name.isEmpty()) {
            return type;
        }
        String ascii = name.replaceAll("[^ -~]|[%\"\\\\;]", "_");
        String plain = type + "; filename=\"" + ascii + '"';
        return ascii.equals(name) ? plain : plain + "; filename*=UTF-8''" + encoded(name);
    }

    /** Removes control characters and those that change the direction of text; replaces separators of directories. */
    private static String harmless(String fileName) {
        StringBuilder name = new StringBuilder();
        fileName.codePoints()
                .filter(c -> !isMisleading(c))
                .limit(MAX_LENGTH)
                .forEach(c -> name.appendCodePoint("/\\:*?\"<>|".indexOf(c) < 0 ? c : '_'));
        return name.toString().strip().replaceAll("^\\.+", "_");
    }

    private static boolean isMisleading(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** Encodes a name as RFC 8187, section 3.2.1, defines: the bytes of UTF-8, most of them percent-encoded. */
    private static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean unescaped = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            text.append(unescaped ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return text.toString();
    }
}
