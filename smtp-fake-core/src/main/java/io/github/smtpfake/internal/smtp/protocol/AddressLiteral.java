package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.protocol.PathParser.PathException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** An IP address in brackets in place of a domain (RFC 5321, 4.1.3). */
final class AddressLiteral {
    private static final String IPV6 = "IPv6:";

    private AddressLiteral() {}

    /** Returns the index after the literal that starts at the given bracket. */
    static int end(String text, int bracket) throws PathException {
        int close = text.indexOf(']', bracket);
        if (close < 0) {
            throw new PathException("missing \"]\" after the address literal");
        }
        String literal = text.substring(bracket + 1, close);
        boolean valid = literal.regionMatches(true, 0, IPV6, 0, IPV6.length())
                ? isIpv6(literal.substring(IPV6.length()))
                : isIpv4(literal) || isGeneral(literal);
        if (!valid) {
            throw new PathException("invalid address literal in brackets");
        }
        return close + 1;
    }

    private static boolean isIpv4(String literal) {
        String[] numbers = literal.split("\\.", -1);
        if (numbers.length != 4) {
            return false;
        }
        for (String number : numbers) {
            if (number.isEmpty()
                    || number.length() > 3
                    || !consistsOf(number, "0123456789")
                    || Integer.parseInt(number) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String literal) {
        if (literal.indexOf(':') < 0 || !consistsOf(literal, "0123456789abcdefABCDEF:.")) {
            return false;
        }
        try {
            // With only these characters it is a literal or rejected: no name is looked up.
            return InetAddress.getByName("[" + literal + "]") != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Standardized-tag ":" 1*dcontent. */
    private static boolean isGeneral(String literal) {
        int colon = literal.indexOf(':');
        return colon > 0
                && colon < literal.length() - 1
                && literal.substring(0, colon)
                        .chars()
                        .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-'))
                && literal.chars().allMatch(c -> c > ' ' && c < 127 && c != '[' && c != '\\');
    }

    private static boolean consistsOf(String text, String characters) {
        return text.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }
}
