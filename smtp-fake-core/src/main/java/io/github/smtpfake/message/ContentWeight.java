package io.github.smtpfake.message;

/** Estimates how much memory a parsed message needs. */
final class ContentWeight {
    /** Headers and texts need a multiple of the bytes that they are parsed from. */
    private static final int PER_BYTE = 4;

    private static final int PER_PART = 1_000;
    private static final int SMALLEST = 4_096;

    private ContentWeight() {}

    /** Returns the bytes on the heap, including results that are computed later and kept. */
    static long kept(ParsedMessage message) {
        long html =
                Math.min(message.encodedSize("text/html"), 2L * message.limits().examinedText());
        return SMALLEST
                + (long) PER_PART * message.parts().size()
                + PER_BYTE * (message.headerEnd() + html + Calendars.examinedSize(message));
    }

    /** Returns the bytes that reading any value needs for a moment: the longest text, as bytes and as characters, in addition. */
    static long whileReading(ParsedMessage message) {
        long longest = message.bodyParts().types().stream()
                .mapToLong(message::encodedSize)
                .max()
                .orElse(0);
        return kept(message) + PER_BYTE * longest;
    }
}
