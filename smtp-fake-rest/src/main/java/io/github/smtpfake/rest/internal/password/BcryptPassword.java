package io.github.smtpfake.rest.internal.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A password as its bcrypt hash, which {@code htpasswd -B} creates. Because bcrypt is slow on purpose, the password that matched
 * once is recognized by a fast hash from then on, and all others wait for their turn, so that clients which try passwords
 * occupy one processor at most.
 */
final class BcryptPassword implements StoredPassword {
    private static final int SALT_BYTES = 32;

    private final byte[] hash;
    private final Semaphore turn;
    private final Duration patience;
    private final byte[] salt = new byte[SALT_BYTES];
    private volatile byte @Nullable [] recognized;

    /**
     * Creates a password.
     *
     * @param hash a valid hash
     * @param turn has one permit, and belongs to all passwords that must not be checked at the same time
     * @param patience how long a check waits for its turn before it fails
     */
    BcryptPassword(String hash, Semaphore turn, Duration patience) {
        this.hash = hash.getBytes(StandardCharsets.US_ASCII);
        this.turn = turn;
        this.patience = patience;
        new SecureRandom().nextBytes(salt);
    }

    @Override
    public boolean matches(String given) {
        byte[] password = given.getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(password);
        return isRecognized(digest) || isVerifiedInTurn(password, digest);
    }

    private boolean isVerifiedInTurn(byte[] password, byte[] digest) {
        try {
            if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            // Another client may have sent the same password in the meantime.
            return isRecognized(digest) || isVerified(password, digest);
        } finally {
            turn.release();
        }
    }

    private boolean isVerified(byte[] password, byte[] digest) {
        // bcrypt ignores what follows 72 bytes, as every implementation does.
        boolean same = BCrypt.verifyer(null, LongPasswordStrategies.none()).verify(password, hash).verified;
        if (same) {
            recognized = digest;
        }
        return same;
    }

    private boolean isRecognized(byte[] digest) {
        byte[] known = recognized;
        return known != null && MessageDigest.isEqual(known, digest);
    }

    private byte[] digest(byte[] password) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(salt);
            return sha.digest(password);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
