package io.github.smtpfake.internal.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;

/**
 * A charset with one byte for each character, whose lower half is ASCII. Bytes between 0x80 and 0x9F that have no character are
 * control characters (WHATWG Encoding Standard, 9).
 */
final class SingleByteCharset implements MailCharset {
    private final String upperHalf;

    private SingleByteCharset(String upperHalf) {
        this.upperHalf = upperHalf;
    }

    static SingleByteCharset of(Charset charset) {
        StringBuilder upperHalf = new StringBuilder(128);
        for (int b = 0x80; b <= 0xFF; b++) {
            char decoded = new String(new byte[] {(byte) b}, charset).charAt(0);
            upperHalf.append(decoded == INVALID && b < 0xA0 ? (char) b : decoded);
        }
        return new SingleByteCharset(upperHalf.toString());
    }

    /** @param from0xA0 the characters from 0xA0 */
    static SingleByteCharset of(String from0xA0) {
        byte[] controls = new byte[0x20];
        for (int i = 0; i < controls.length; i++) {
            controls[i] = (byte) (0x80 + i);
        }
        return new SingleByteCharset(new String(controls, ISO_8859_1) + from0xA0);
    }

    @Override
    public String decode(byte[] bytes) {
        char[] decoded = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            decoded[i] = bytes[i] >= 0 ? (char) bytes[i] : upperHalf.charAt(bytes[i] & 0x7F);
        }
        return String.valueOf(decoded);
    }
}
