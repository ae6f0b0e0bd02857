package io.github.smtpfake.internal.mime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads from the lines of a header whether a CR is data in the body that follows. Not thread-safe. */
final class FieldsOfPart {
    private static final String TEXT = "text/plain";

    /** More of a field makes no difference. */
    private static final int LONGEST = 10_000;

    private final Field encoding = new Field("content-transfer-encoding");
    private final Field contentType = new Field("content-type");
    private @Nullable Field current;

    /** The first field with a name. */
    private static final class Field {
        private final String name;
        private final StringBuilder value = new StringBuilder();
        private boolean found;

        Field(String name) {
            this.name = name;
        }

        void add(String text) {
            value.append(text, 0, Math.min(text.length(), Math.max(0, LONGEST - value.length())));
        }

        ParameterizedValue parse() {
            return ParameterizedValue.parse(value.toString());
        }
    }

    /** Reads the next line. */
    void add(ByteCursor raw, int start, int end) {
        String line = raw.text(start, Math.min(end, start + LONGEST));
        if (line.startsWith(" ") || line.startsWith("\t")) {
            if (current != null) {
                current.add(line);
            }
            return;
        }
        current = null;
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon).strip();
        for (Field field : new Field[] {encoding, contentType}) {
            if (!field.found && name.equalsIgnoreCase(field.name)) {
                field.found = true;
                field.add(line.substring(colon + 1));
                current = field;
            }
        }
    }

    /**
     * Returns whether a CR is data in the body of the part: it has no transfer encoding although it is not text, or the text is
     * in a charset in which the bytes of CR and LF have another meaning.
     */
    boolean haveBinaryBody() {
        if (!encoding.found && !contentType.found) {
            return false;
        }
        String declared = encoding.parse().value().toLowerCase(Locale.ROOT);
        if (TransferEncoding.of(declared) != TransferEncoding.IDENTITY) {
            return false;
        }
        ParameterizedValue type = contentType.parse();
        String mediaType = type.mediaType().orElse(TEXT);
        return declared.equals("binary")
                || !mediaType.startsWith("multipart/")
                        && !mediaType.startsWith("message/")
                        && (!mediaType.startsWith("text/")
                                || !Charsets.hasAsciiLineEnds(
                                        type.parameter("charset").orElse("")));
    }
}
