package io.github.smtpfake.message;

import io.github.smtpfake.testing.Gen;

/** Any bytes. The ones with a meaning in SMTP are frequent. */
public final class AnyText {

    private AnyText() {}

    public static Gen<byte[]> upTo(int length) {
        Gen<Byte> special = Gen.chars(".\r\n").map(character -> (byte) character.charValue());
        // Three of four bytes are special.
        return Gen.byteArrays(special.or(special.or(Gen.bytes())), 0, length);
    }
}
