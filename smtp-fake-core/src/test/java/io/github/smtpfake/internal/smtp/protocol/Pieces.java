package io.github.smtpfake.internal.smtp.protocol;

import java.util.Random;
import java.util.function.IntUnaryOperator;

/** The sizes of the pieces in which bytes arrive: all at once, one by one, or random. */
public final class Pieces {

    private Pieces() {}

    public static IntUnaryOperator of(int seed) {
        return switch (seed) {
            case 0 -> position -> Integer.MAX_VALUE;
            case 1 -> position -> 1;
            default -> {
                Random random = new Random(seed);
                int most = 1 + random.nextInt(40);
                yield position -> 1 + random.nextInt(most);
            }
        };
    }
}
