package io.github.smtpfake.internal.text;

import java.util.List;
import java.util.Map;

/** Estimates how many bytes of heap a text needs, including its objects. Limits that protect the heap count these bytes. */
public final class Footprint {
    private static final int STRING = 48;
    private static final int ENTRY = 48;
    private static final int MAP = 128;
    private static final int LIST = 64;
    private static final int ELEMENT = 8;

    private Footprint() {}

    /** Returns the size of a text: one byte per character, or two if any character is outside Latin-1. */
    public static long of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xFF) {
                return STRING + 2L * text.length();
            }
        }
        return (long) STRING + text.length();
    }

    /** Returns the size of a map with its keys and values; 0 for an empty map. */
    public static long of(Map<String, String> map) {
        if (map.isEmpty()) {
            return 0;
        }
        long bytes = MAP;
        for (Map.Entry<String, String> entry : map.entrySet()) {
            bytes += ENTRY + of(entry.getKey()) + of(entry.getValue());
        }
        return bytes;
    }

    /** Returns the size of a list of maps. */
    public static long ofSets(List<Map<String, String>> sets) {
        long bytes = LIST;
        for (Map<String, String> set : sets) {
            bytes += ELEMENT + of(set);
        }
        return bytes;
    }
}
