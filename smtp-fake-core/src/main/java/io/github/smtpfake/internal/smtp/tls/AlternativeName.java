package io.github.smtpfake.internal.smtp.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A subject alternative name of a certificate: a host name or an IP address (RFC 5280, 4.2.1.6). Asks no name server. */
public final class AlternativeName {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final String NUMBER = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern IP_V4 = Pattern.compile(NUMBER + "(\\." + NUMBER + "){3}");
    private static final Pattern IP_V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    /** A name whose last label is not a number, because clients would read it as an IP address. */
    private static final Pattern NAME =
            Pattern.compile("(\\*\\.)?([A-Za-z0-9_-]+\\.)*[A-Za-z0-9_-]*[A-Za-z_-][A-Za-z0-9_-]*");

    private AlternativeName() {}

    /** Returns whether a certificate can name this host. */
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
            throw new IllegalArgumentException("\"" + host + "\" is not an IP address", e);
        }
    }
}
