package io.github.smtpfake.rest.internal.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * A password as its bcrypt hash, which {@code htpasswd -B} creates. Because bcrypt is slow on purpose, the password that matched
 * once is recognized by a fast hash from then on, and all others wait for their turn.
 */
final class BcryptPassword implements HashedPassword {
    private static final int SALT_BYTES = 32;

    private final byte[] hash;
    private final int cost;
    private final Turns turns;
    private final byte[] salt = new byte[SALT_BYTES];
    private volatile byte @Nullable [] recognized;

    /**
     * Creates a password.
     *
     * @param hash a valid hash
     * @param cost the cost that the hash contains
     * @param turns belongs to all passwords that must not be checked at the same time
     */
    BcryptPassword(String hash, int cost, Turns turns) {
        this.hash = hash.getBytes(StandardCharsets.US_ASCII);
        this.cost = cost;
        this.turns = turns;
        new SecureRandom().nextBytes(salt);
    }

    @Override
    public Result check(String given) {
        byte[] password = given.getBytes(StandardCharsets.UTF_8);
        byte[] digest = digest(password);
        if (isRecognized(digest)) {
            return Result.ACCEPTED;
        }
        // Another client may have sent the same password in the meantime.
        return turns.run(() -> isRecognized(digest) || isVerified(password, digest));
    }

    @Override
    public int cost() {
        return cost;
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
