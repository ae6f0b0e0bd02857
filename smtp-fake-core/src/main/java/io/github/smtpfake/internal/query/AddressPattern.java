package io.github.smtpfake.internal.query;

import io.github.smtpfake.internal.text.Wildcard;

/**
 * A {@link Wildcard} for addresses, which matches a domain in Unicode and in ASCII (RFC 5890), whichever of them pattern and
 * address have. Immutable and thread-safe.
 */
public final class AddressPattern {
    private final Wildcard pattern;
    private final Wildcard unicode;
    private final boolean plain;

    /**
     * Creates a pattern.
     *
     * @param pattern the pattern; {@code *} stands for any number of characters
     */
    public AddressPattern(String pattern) {
        this.pattern = new Wildcard(pattern);
        this.unicode = new Wildcard(Idn.unicode(pattern));
        this.plain = isPlain(pattern);
    }

    /** Returns whether the form of the domain does not matter, so that the pattern matches as any {@link Wildcard} does. */
    public static boolean isPlain(String pattern) {
        return !Idn.isInternational(pattern) && Wildcard.isLiteral(pattern.substring(pattern.lastIndexOf('@') + 1));
    }

    /** Returns whether an address matches, in one of its forms. */
    public boolean matches(String address) {
        if (pattern.matches(address)) {
            return true;
        }
        return !plain
                && Idn.isInternational(address)
                && (unicode.matches(Idn.unicode(address)) || pattern.matches(Idn.ascii(address)));
    }

    @Override
    public String toString() {
        return pattern.toString();
    }
}
