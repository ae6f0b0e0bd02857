package io.github.smtpfake.internal.text;

import java.util.Map;

/** How many octets of memory text takes, its objects included: what bounds count that are to spare the heap. */
public final class Footprint {
    private static final int STRING = 48;
    private static final int ENTRY = 48;
    private static final int MAP = 128;

    private Footprint() {}

    /** Returns the octets of a text; a character has one of them, or two if the text has any outside of Latin-1. */
    public static long of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return STRING + 2L * text.length();
            }
        }
        return (long) STRING + text.length();
    }

    /** Returns the octets of a map with its keys and values; an empty one has none. */
    public static long of(Map<String, String> map) {
        if (map.isEmpty()) {
            return 0;
        }
        long octets = MAP;
        for (Map.Entry<String, String> entry : map.entrySet()) {
            octets += ENTRY + of(entry.getKey()) + of(entry.getValue());
        }
        return octets;
    }
}
