package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Decodes percent-encoding (RFC 3986, 2.1; RFC 2231, 4). */
public final class Percents {

    private Percents() {}

    /** Returns the decoded text. A percent sign without two hexadecimal digits after it stays as it is. */
    public static String decode(String encoded) {
        return encoded.indexOf('%') < 0 ? encoded : TextDecoder.guess(bytes(encoded));
    }

    static byte[] bytes(String encoded) {
        byte[] sent = encoded.getBytes(UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sent.length);
        for (int i = 0; i < sent.length; i++) {
            int decoded = sent[i] == '%' ? TransferEncoding.hexPair(sent, i + 1) : -1;
            bytes.write(decoded < 0 ? sent[i] : decoded);
            i += decoded < 0 ? 0 : 2;
        }
        return bytes.toByteArray();
    }
}
