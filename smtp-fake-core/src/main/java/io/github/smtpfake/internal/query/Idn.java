package io.github.smtpfake.internal.query;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Converts the domain of an address between its two forms (RFC 5890): in Unicode, as in {@code ada@münchen.example}, and in
 * ASCII, as in {@code ada@xn--mnchen-3ya.example}. A label that cannot be converted stays as it is, and so does the local part.
 */
public final class Idn {
    private static final String PREFIX = "xn--";

    private Idn() {}

    /** Returns whether the other methods may change an address; fast for the usual ones. */
    public static boolean isInternational(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c > 127 || c == '-' && address.regionMatches(true, i - 2, PREFIX, 0, PREFIX.length())) {
                return true;
            }
        }
        return false;
    }

    /** Returns an address with the domain in Unicode, composed by normalization form C. */
    public static String unicode(String address) {
        return isInternational(address) ? convert(address, Idn::unicodeLabel) : address;
    }

    /** Returns an address with the domain in ASCII. */
    static String ascii(String address) {
        return isInternational(address) ? convert(address, Idn::asciiLabel) : address;
    }

    private static String convert(String address, UnaryOperator<String> conversion) {
        int start = address.lastIndexOf('@') + 1;
        StringBuilder converted = new StringBuilder(address.substring(0, start));
        String separator = "";
        for (String label : address.substring(start).split("\\.", -1)) {
            converted.append(separator).append(conversion.apply(label));
            separator = ".";
        }
        return converted.toString();
    }

    private static String unicodeLabel(String label) {
        if (!label.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return Normalizer.normalize(label, Normalizer.Form.NFC);
        }
        String encoded = label.substring(PREFIX.length()).toLowerCase(Locale.ROOT);
        Optional<String> decoded = Punycode.decode(encoded);
        // Other texts than that which is the result of encoding are no label.
        return decoded.filter(text -> Punycode.encode(text).equals(Optional.of(encoded)))
                .orElse(label);
    }

    private static String asciiLabel(String label) {
        if (label.chars().allMatch(c -> c < 128)) {
            return label;
        }
        String normalized = Normalizer.normalize(label.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        return Punycode.encode(normalized).map(PREFIX::concat).orElse(label);
    }
}
