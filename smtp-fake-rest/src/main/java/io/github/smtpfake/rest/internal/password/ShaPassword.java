package io.github.smtpfake.rest.internal.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A password as its SHA-1 hash, which {@code htpasswd -s} creates. The hashes are compared in constant time. */
final class ShaPassword implements HashedPassword {
    static final int LENGTH = 20;

    private final byte[] hash;

    ShaPassword(byte[] hash) {
        this.hash = hash.clone();
    }

    @Override
    public int cost() {
        return 0;
    }

    @Override
    public Result check(String given) {
        try {
            byte[] other = MessageDigest.getInstance("SHA-1").digest(given.getBytes(StandardCharsets.UTF_8));
            return MessageDigest.isEqual(hash, other) ? Result.ACCEPTED : Result.REJECTED;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
