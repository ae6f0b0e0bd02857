package io.github.smtpfake.rest.internal.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcryptPasswordTest {
    private static final String HASH = "$2y$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Semaphore turn = new Semaphore(1, true);

    /** The hashes were created by crypt(3) of libxcrypt. */
    @ParameterizedTest
    @CsvSource({
        "s3cret, $2y$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK",
        "s3cret, $2b$04$abcdefghijklmnopqrstuuLZYjhNQAOdpbzt4WxWlUHjv1wsyH5DG",
        "s3cret, $2a$10$abcdefghijklmnopqrstuu3KWNuWLhBnmgYfnzONPueahDuedC/lu",
        "päss:wörd, $2y$05$abcdefghijklmnopqrstuuNQtfti4zv3hLoqXCqJqjpNf95lUInWO",
    })
    void matchesThePasswordOfEachVersion(String password, String hash) {
        BcryptPassword stored = new BcryptPassword(hash, turn, LONG);

        assertThat(stored.matches(password)).isTrue();
        assertThat(stored.matches(password)).as("again").isTrue();
        assertThat(stored.matches(password + "x")).isFalse();
        assertThat(stored.matches("")).isFalse();
        assertThat(stored.matches(password)).isTrue();
    }

    @Test
    void usesTheFirst72BytesOfALongPassword() {
        String hash = "$2y$05$abcdefghijklmnopqrstuuGUnCqbfgs3htOkLrFduUjAyLBw1Rq/u";

        for (int length : new int[] {72, 73, 80, 10_000}) {
            assertThat(new BcryptPassword(hash, turn, LONG).matches("a".repeat(length)))
                    .isTrue();
        }
        assertThat(new BcryptPassword(hash, turn, LONG).matches("a".repeat(71))).isFalse();
    }

    @Test
    void recognizesAPasswordThatMatchedOnceWithoutWaitingForItsTurn() throws Exception {
        BcryptPassword stored = new BcryptPassword(HASH, turn, Duration.ZERO);
        assertThat(stored.matches("s3cret")).isTrue();
        turn.acquire();

        assertThat(stored.matches("s3cret")).isTrue();
        assertThat(stored.matches("other")).as("out of patience").isFalse();
        assertThat(new BcryptPassword(HASH, turn, Duration.ZERO).matches("s3cret"))
                .as("another user with the same password")
                .isFalse();
    }

    @Test
    void checksOnePasswordAtATime() throws Exception {
        BcryptPassword first = new BcryptPassword(HASH, turn, LONG);
        turn.acquire();
        CompletableFuture<Boolean> check = CompletableFuture.supplyAsync(() -> first.matches("s3cret"));
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!turn.hasQueuedThreads()) {
            assertThat(System.nanoTime()).as("time until the check waits").isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(check).isNotDone();
        turn.release();

        assertThat(check.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(turn.availablePermits()).isEqualTo(1);
    }

    @Test
    void rejectsAPasswordIfItsThreadIsInterrupted() {
        BcryptPassword stored = new BcryptPassword(HASH, turn, LONG);
        Thread.currentThread().interrupt();

        assertThat(stored.matches("s3cret")).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(stored.matches("s3cret")).isTrue();
    }
}
