package io.github.smtpfake.internal.query;

import java.util.Optional;

/** Represents Unicode text in ASCII, for labels of domains (RFC 3492). */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;
    /** RFC 1035, 2.3.4. The time to encode grows with the square of the length. */
    private static final int LONGEST_LABEL = 63;

    private Punycode() {}

    /** Encodes a text; returns empty if it is too long for a label. */
    static Optional<String> encode(String text) {
        int[] points = text.codePoints().toArray();
        if (points.length > LONGEST_LABEL) {
            return Optional.empty();
        }
        StringBuilder encoded = new StringBuilder();
        for (int point : points) {
            if (point < INITIAL_N) {
                encoded.append((char) point);
            }
        }
        int basic = encoded.length();
        if (basic > 0) {
            encoded.append('-');
        }
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        for (int handled = basic; handled < points.length; ) {
            int next = smallestFrom(n, points);
            delta += (next - n) * (handled + 1);
            n = next;
            for (int point : points) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    appendNumber(delta, bias, encoded);
                    bias = adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
            delta++;
            n++;
        }
        return Optional.of(encoded.toString());
    }

    private static int smallestFrom(int least, int[] points) {
        int smallest = Integer.MAX_VALUE;
        for (int point : points) {
            if (point >= least && point < smallest) {
                smallest = point;
            }
        }
        return smallest;
    }

    private static void appendNumber(int number, int bias, StringBuilder encoded) {
        int rest = number;
        for (int k = BASE; ; k += BASE) {
            int threshold = threshold(k, bias);
            if (rest < threshold) {
                encoded.append(digit(rest));
                return;
            }
            encoded.append(digit(threshold + (rest - threshold) % (BASE - threshold)));
            rest = (rest - threshold) / (BASE - threshold);
        }
    }

    /** Decodes a text; returns empty if it is invalid or too long for a label. */
    static Optional<String> decode(String text) {
        int delimiter = text.lastIndexOf('-');
        StringBuilder decoded = new StringBuilder(text.substring(0, Math.max(delimiter, 0)));
        int position = delimiter + 1;
        if (text.length() > LONGEST_LABEL) {
            return Optional.empty();
        }
        int n = INITIAL_N;
        long i = 0;
        int bias = INITIAL_BIAS;
        int length = decoded.length();
        while (position < text.length()) {
            long before = i;
            long weight = 1;
            for (int k = BASE; ; k += BASE) {
                int digit = position < text.length() ? value(text.charAt(position++)) : -1;
                i += digit * weight;
                if (digit < 0 || i > Integer.MAX_VALUE) {
                    return Optional.empty();
                }
                int threshold = threshold(k, bias);
                if (digit < threshold) {
                    break;
                }
                weight *= BASE - threshold;
            }
            length++;
            bias = adapt((int) (i - before), length, before == 0);
            n += (int) (i / length);
            i %= length;
            if (!Character.isValidCodePoint(n) || (n >= Character.MIN_SURROGATE && n <= Character.MAX_SURROGATE)) {
                return Optional.empty();
            }
            decoded.insert(decoded.offsetByCodePoints(0, (int) i), Character.toChars(n));
            i++;
        }
        return Optional.of(decoded.toString());
    }

    private static int threshold(int k, int bias) {
        return Math.min(Math.max(k - bias, T_MIN), T_MAX);
    }

    private static int adapt(int delta, int points, boolean first) {
        int scaled = first ? delta / DAMP : delta / 2;
        scaled += scaled / points;
        int k = 0;
        while (scaled > (BASE - T_MIN) * T_MAX / 2) {
            scaled /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int value(char digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0' + 26;
        }
        char lower = (char) (digit | 0x20);
        return lower >= 'a' && lower <= 'z' ? lower - 'a' : -1;
    }
}
