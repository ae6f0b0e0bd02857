package io.github.smtpfake.internal.smtp.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A host as a certificate names it (RFC 5280, 4.2.1.6): by name, or by IP address. Asks no name server. */
public final class AlternativeName {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IP_V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    /** A name whose last label is no number, or clients would take it for an address. */
    private static final Pattern NAME =
            Pattern.compile("(\\*\\.)?([A-Za-z0-9_-]+\\.)*[A-Za-z0-9_-]*[A-Za-z_-][A-Za-z0-9_-]*");

    private AlternativeName() {}

    /** Returns whether a certificate can be for this host. */
    public static boolean isPossible(String host) {
        return NAME.matcher(host).matches() || isAddress(host);
    }

    private static boolean isAddress(String host) {
        try {
            return isWrittenAsAddress(host) && InetAddress.getByName(host).getAddress().length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isWrittenAsAddress(String host) {
        return IP_V4.matcher(host).matches() || IP_V6.matcher(host).matches();
    }

    static byte[] encode(String host) {
        if (!isWrittenAsAddress(host)) {
            return Der.implicit(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            return Der.implicit(IP_ADDRESS, InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + host + "\" is no IP address", e);
        }
    }
}
