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

    private static final int PER_CHARACTER = 8;
    private static final int PER_TAG = 250;

    private ContentWeight() {}

    /** Returns the bytes on the heap, including results that are computed later and kept. */
    static long kept(ParsedMessage message) {
        long html =
                Math.min(message.encodedSize("text/html"), 2L * message.limits().examinedText());
        return SMALLEST + (long) PER_PART * message.parts().size() + PER_BYTE * (message.headerEnd() + html);
    }

    /**
     * Returns the bytes that reading any value needs for a moment in addition: the longest text while it is decoded, the others as
     * they are, and the tree of the HTML.
     */
    static long whileReading(ParsedMessage message) {
        long all = 0;
        long most = 0;
        for (String type : message.bodyParts().types()) {
            List<MimePart> parts = message.bodyParts().ofType(type);
            boolean ascii = parts.stream().allMatch(part -> part.body().facts().isAscii());
            long size = message.encodedSize(type);
            long decoded = (ascii ? 1 : 2) * size;
            all += decoded;
            most = Math.max(most, (ascii ? DECODING_ASCII : DECODING) * size - decoded);
        }
        return kept(message) + all + most + tree(message);
    }

    private static long tree(ParsedMessage message) {
        long left = message.limits().examinedText();
        long bytes = 0;
        for (MimePart part : message.bodyParts().ofType("text/html")) {
            long examined = Math.min(left, part.body().encodedSize());
            bytes += PER_CHARACTER * examined + PER_TAG * (long) part.body().count('<', (int) examined);
            left -= examined;
        }
        return bytes;
    }
}
