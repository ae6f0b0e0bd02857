package io.github.smtpfake.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The header that tells a browser to save what it gets, or that it may show it, and by which name (RFC 6266). */
public final class ContentDisposition {
    private static final int LONGEST = 150;
    private static final String UNRESERVED = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    /**
     * Returns the value for what must be saved and never be shown.
     *
     * @param fileName as it came from the network; what could mislead a person or a file system is left out
     */
    public static String attachment(Optional<String> fileName) {
        return of("attachment", fileName);
    }

    /**
     * Returns the value for what may be shown.
     *
     * @param fileName as for {@link #attachment}
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

    /** Leaves out controls, what turns the direction of text, and what separates the names of folders. */
    private static String harmless(String fileName) {
        StringBuilder name = new StringBuilder();
        fileName.codePoints()
                .filter(c -> !isMisleading(c))
                .limit(LONGEST)
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

    /** RFC 8187, 3.2.1: octets of UTF-8, all but a few of them escaped. */
    private static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            text.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return text.toString();
    }
}
