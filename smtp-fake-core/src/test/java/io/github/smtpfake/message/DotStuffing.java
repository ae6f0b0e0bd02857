package io.github.smtpfake.message;

import java.io.ByteArrayOutputStream;

/** Dot-stuffing as a client does it (RFC 5321, 4.5.2). */
public final class DotStuffing {

    private DotStuffing() {}

    /** Returns the text with the final CRLF that DATA requires. Adds it if it is missing. */
    public static byte[] withLineEnd(byte[] text) {
        boolean ended =
                text.length == 0 || (text.length > 1 && text[text.length - 2] == '\r' && text[text.length - 1] == '\n');
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(text);
        if (!ended) {
            whole.write('\r');
            whole.write('\n');
        }
        return whole.toByteArray();
    }

    /** Returns the bytes that a client sends after DATA for a text that ends with CRLF. */
    public static byte[] stuffed(byte[] text) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int i = 0; i < text.length; i++) {
            boolean lineStart = i == 0 || (i > 1 && text[i - 2] == '\r' && text[i - 1] == '\n');
            if (lineStart && text[i] == '.') {
                sent.write('.');
            }
            sent.write(text[i]);
        }
        sent.write('.');
        sent.write('\r');
        sent.write('\n');
        return sent.toByteArray();
    }
}
