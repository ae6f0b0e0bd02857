package io.github.smtpfake.message;

import java.util.List;

/** Estimates how much memory a parsed message needs. */
final class ContentWeight {
    /** Headers and texts need a multiple of the bytes that they are parsed from. */
    private static final int PER_BYTE = 4;

    private static final int PER_PART = 1_000;
    private static final int SMALLEST = 4_096;

    /** Bytes and characters, or characters before and after line ends are unified. */
    private static final int DECODING_ASCII = 2;
    /** Java decodes UTF-8 into an array for the longest possible result, and then copies it. */
    private static final int DECODING = 5;

    /** An element of the tree of the HTML with its list of children, and the text after its tag. */
    private static final int PER_TAG = 250;
    /** The characters in the tree, and twice in the texts that are read from it. */
    private static final int PER_CHARACTER = 4;

    private ContentWeight() {}

    /** Returns the bytes on the heap, including results that are computed later and kept. */
    static long kept(ParsedMessage message) {
        long html =
                Math.min(message.encodedSize("text/html"), 2L * message.limits().examinedText());
        return structure(message) + PER_BYTE * (html + Calendars.examinedSize(message));
    }

    private static long structure(ParsedMessage message) {
        return SMALLEST + (long) PER_PART * message.parts().size() + (long) PER_BYTE * message.headerEnd();
    }

    /**
     * Returns the bytes that reading any value needs for a moment: all texts, and in addition what decoding the longest of them
     * or reading the HTML needs.
     */
    static long whileReading(ParsedMessage message) {
        long texts = 0;
        long decoding = 0;
        for (String type : message.bodyParts().types()) {
            boolean ascii = isAscii(message, type);
            long size = message.encodedSize(type);
            long decoded = bytesPerCharacter(ascii) * size;
            texts += decoded;
            decoding = Math.max(decoding, (ascii ? DECODING_ASCII : DECODING) * size - decoded);
        }
        return structure(message)
                + texts
                + Math.max(decoding, html(message))
                + PER_BYTE * Calendars.examinedSize(message);
    }

    private static boolean isAscii(ParsedMessage message, String type) {
        return message.bodyParts().ofType(type).stream()
                .allMatch(part -> part.body().facts().isAscii());
    }

    private static long bytesPerCharacter(boolean ascii) {
        return ascii ? 1 : 2;
    }

    /** Returns the bytes of the tree of the HTML, and of what is read from it. */
    private static long html(ParsedMessage message) {
        List<MimePart> parts = message.bodyParts().ofType("text/html");
        long perCharacter = PER_CHARACTER * bytesPerCharacter(isAscii(message, "text/html"));
        long left = message.limits().examinedText();
        long bytes = 0;
        for (MimePart part : parts) {
            long examined = Math.min(left, part.body().encodedSize());
            bytes += perCharacter * examined + PER_TAG * (long) part.body().count('<', (int) examined);
            left -= examined;
        }
        return bytes;
    }
}
