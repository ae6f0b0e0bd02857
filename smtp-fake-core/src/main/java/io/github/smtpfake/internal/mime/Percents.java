package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Undoes percent-encoding (RFC 3986, 2.1; RFC 2231, 4). */
public final class Percents {

    private Percents() {}

    /** Returns the text; what is no pair of hexadecimal digits behind a percent sign stays as it is. */
    public static String decode(String encoded) {
        return encoded.indexOf('%') < 0 ? encoded : TextDecoder.guess(octets(encoded));
    }

    static byte[] octets(String encoded) {
        byte[] sent = encoded.getBytes(UTF_8);
        ByteArrayOutputStream octets = new ByteArrayOutputStream(sent.length);
        for (int i = 0; i < sent.length; i++) {
            int octet = sent[i] == '%' ? TransferEncoding.hexPair(sent, i + 1) : -1;
            octets.write(octet < 0 ? sent[i] : octet);
            i += octet < 0 ? 0 : 2;
        }
        return octets.toByteArray();
    }
}
