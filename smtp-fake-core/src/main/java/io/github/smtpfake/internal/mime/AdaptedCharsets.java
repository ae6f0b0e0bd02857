package io.github.smtpfake.internal.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Charsets whose bytes are changed so that a charset of Java decodes them as mail programs do. */
final class AdaptedCharsets {
    private static final byte[] EURO_IN_GB18030 = {(byte) 0xA2, (byte) 0xE3};

    private AdaptedCharsets() {}

    /** @param changed changes the bytes so that the charset decodes them */
    private record Changed(JavaCharset charset, UnaryOperator<byte[]> changed) implements MailCharset {

        @Override
        public String decode(byte[] bytes) {
            return charset.decode(changed.apply(bytes));
        }

        @Override
        public boolean isValid(byte[] bytes) {
            return charset.isValid(changed.apply(bytes));
        }
    }

    /** Returns GBK with all of GB18030, and with the euro of Windows at 0x80 (WHATWG Encoding Standard, 10.1 and 10.2). */
    static MailCharset gbk() {
        return new Changed(java("GB18030"), AdaptedCharsets::withEuro);
    }

    private static byte[] withEuro(byte[] bytes) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == (byte) 0x80) {
                changed.writeBytes(EURO_IN_GB18030);
            } else {
                changed.write(bytes[i]);
                if (bytes[i] < 0 && i + 1 < bytes.length) {
                    // The second byte of a character may be 0x80, too.
                    changed.write(bytes[++i]);
                }
            }
        }
        return changed.toByteArray();
    }

    /**
     * Returns EUC-JP with the characters of NEC and IBM (WHATWG Encoding Standard, 12.1). Those of JIS X 0208 are decoded as
     * Shift_JIS of Windows, which has the same table.
     */
    static MailCharset eucJp() {
        JavaCharset windows = java("windows-31j");
        JavaCharset supplement = java("EUC-JP");
        return bytes -> {
            StringBuilder text = new StringBuilder(bytes.length);
            ByteArrayOutputStream shiftJis = new ByteArrayOutputStream(bytes.length);
            int i = 0;
            while (i < bytes.length) {
                int lead = bytes[i] & 0xFF;
                int trail = i + 1 < bytes.length ? bytes[i + 1] & 0xFF : 0;
                if (lead == 0x8F && trail >= 0xA1 && i + 2 < bytes.length) {
                    text.append(windows.decode(shiftJis.toByteArray()));
                    shiftJis.reset();
                    text.append(supplement.decode(new byte[] {bytes[i], bytes[i + 1], bytes[i + 2]}));
                    i += 3;
                } else if (lead == 0x8E && trail >= 0xA1 && trail <= 0xDF) {
                    shiftJis.write(trail);
                    i += 2;
                } else if (lead >= 0xA1 && lead <= 0xFE && trail >= 0xA1 && trail <= 0xFE) {
                    writeShiftJis(lead - 0xA1, trail - 0xA1, shiftJis);
                    i += 2;
                } else {
                    // 0x80 alone is valid in windows-31j.
                    shiftJis.write(lead < 0x80 ? lead : 0xFF);
                    i++;
                }
            }
            return text.append(windows.decode(shiftJis.toByteArray())).toString();
        };
    }

    private static void writeShiftJis(int row, int cell, ByteArrayOutputStream shiftJis) {
        shiftJis.write(row / 2 + (row < 62 ? 0x81 : 0xC1));
        shiftJis.write(row % 2 == 1 ? cell + 0x9F : cell + (cell < 63 ? 0x40 : 0x41));
    }

    /** Returns HZ (RFC 1843): GB 2312 in seven bits, between two escapes that start with a tilde. */
    static MailCharset hz() {
        return new Changed(java("GB18030"), bytes -> {
            ByteArrayOutputStream changed = new ByteArrayOutputStream(bytes.length);
            boolean chinese = false;
            for (int i = 0; i < bytes.length; i++) {
                byte next = bytes[i] == '~' && i + 1 < bytes.length ? bytes[++i] : 0;
                switch (next) {
                    case '{', '}' -> chinese = next == '{';
                    case '\n' -> {
                        // The line continues.
                    }
                    case 0 -> changed.write(chinese && bytes[i] > ' ' ? bytes[i] | 0x80 : bytes[i]);
                    default -> changed.write(next);
                }
            }
            return changed.toByteArray();
        });
    }

    /** Returns UTF-16 whose direction a byte order mark shows, or else the zero bytes of ASCII characters. */
    static MailCharset utf16() {
        return new MailCharset() {

            @Override
            public String decode(byte[] bytes) {
                return charset(bytes).decode(bytes);
            }

            @Override
            public boolean isValid(byte[] bytes) {
                return charset(bytes).isValid(bytes);
            }
        };
    }

    private static JavaCharset charset(byte[] bytes) {
        boolean mark = bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF;
        int bigEndian = 0;
        for (int i = 0; i < bytes.length && !mark; i++) {
            bigEndian += bytes[i] != 0 ? 0 : i % 2 == 0 ? 1 : -1;
        }
        return new JavaCharset(
                mark ? StandardCharsets.UTF_16 : bigEndian > 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
    }

    private static JavaCharset java(String name) {
        return new JavaCharset(Charset.forName(name));
    }
}
