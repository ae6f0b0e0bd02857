package io.github.smtpfake.rest.internal.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.rest.internal.password.HashedPassword.Result;
import io.github.smtpfake.testing.TimeLimit;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BcryptPasswordTest {
    private static final String HASH = "$2y$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK";

    private final Turns turns = new Turns(0, Duration.ofMinutes(5));
    private final BcryptPassword password = new BcryptPassword(HASH, 5, turns);

    /** The hashes were created by crypt(3) of libxcrypt. */
    @ParameterizedTest
    @CsvSource({
        "s3cret, 5, $2y$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK",
        "s3cret, 4, $2b$04$abcdefghijklmnopqrstuuLZYjhNQAOdpbzt4WxWlUHjv1wsyH5DG",
        "s3cret, 10, $2a$10$abcdefghijklmnopqrstuu3KWNuWLhBnmgYfnzONPueahDuedC/lu",
        "päss:wörd, 5, $2y$05$abcdefghijklmnopqrstuuNQtfti4zv3hLoqXCqJqjpNf95lUInWO",
    })
    void matchesThePasswordOfEachVersion(String given, int cost, String hash) {
        BcryptPassword stored = new BcryptPassword(hash, cost, turns);

        assertThat(stored.cost()).isEqualTo(cost);
        assertThat(stored.matches(given)).isTrue();
        assertThat(stored.matches(given)).as("again").isTrue();
        assertThat(stored.matches(given + "x")).isFalse();
        assertThat(stored.matches("")).isFalse();
        assertThat(stored.matches(given)).isTrue();
    }

    @Test
    void usesTheFirst72BytesOfALongPassword() {
        String hash = "$2y$05$abcdefghijklmnopqrstuuGUnCqbfgs3htOkLrFduUjAyLBw1Rq/u";

        for (int length : new int[] {72, 73, 80, 10_000}) {
            assertThat(new BcryptPassword(hash, 5, turns).matches("a".repeat(length)))
                    .isTrue();
        }
        assertThat(new BcryptPassword(hash, 5, turns).matches("a".repeat(71))).isFalse();
    }

    @Test
    void recognizesAPasswordThatMatchedOnceWithoutWaitingForItsTurn() throws Exception {
        assertThat(password.check("s3cret")).isEqualTo(Result.ACCEPTED);

        whileAnotherCheckRuns(() -> {
            assertThat(password.check("s3cret")).isEqualTo(Result.ACCEPTED);
            assertThat(password.check("other")).isEqualTo(Result.BUSY);
            assertThat(new BcryptPassword(HASH, 5, turns).check("s3cret"))
                    .as("another user with the same password")
                    .isEqualTo(Result.BUSY);
        });
    }

    @Test
    void neitherAcceptsNorRejectsAPasswordThatItHasNotChecked() throws Exception {
        whileAnotherCheckRuns(() -> assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> password.matches("s3cret")));

        assertThat(password.matches("s3cret")).isTrue();
    }

    private void whileAnotherCheckRuns(Runnable action) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread check = new Thread(() -> turns.run(() -> {
            started.countDown();
            return TurnsTest.await(end);
        }));
        check.start();
        try {
            TimeLimit.await(started);
            action.run();
        } finally {
            end.countDown();
            TimeLimit.join(check);
        }
    }
}
