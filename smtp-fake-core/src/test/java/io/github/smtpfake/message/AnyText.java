package io.github.smtpfake.message;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Octets of any kind, in which those that mean something to SMTP come often. */
public final class AnyText {

    private AnyText() {}

    public static Arbitrary<byte[]> upTo(int length) {
        Arbitrary<Byte> octets = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of((byte) '\r', (byte) '\n', (byte) '.')), Tuple.of(1, Arbitraries.bytes()));
        return octets.array(byte[].class).ofMaxSize(length);
    }
}
