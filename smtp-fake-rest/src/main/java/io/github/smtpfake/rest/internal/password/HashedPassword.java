package io.github.smtpfake.rest.internal.password;

import java.util.concurrent.RejectedExecutionException;

/** A password as its hash. */
public sealed interface HashedPassword extends StoredPassword permits ShaPassword, BcryptPassword {

    /** The result of a check. */
    enum Result {
        /** The given password is the stored one. */
        ACCEPTED,
        /** The given password is another one. */
        REJECTED,
        /** The given password was not checked, because too many others wait for their check. */
        BUSY
    }

    /** Checks a password that a client sent. */
    Result check(String given);

    /** Returns how slow a check is: the base-2 logarithm of the rounds of bcrypt, or 0. */
    int cost();

    /**
     * Returns whether a password that a client sent is the stored one.
     *
     * @throws RejectedExecutionException if the result of the check is {@link Result#BUSY}
     */
    default boolean matches(String given) {
        return switch (check(given)) {
            case ACCEPTED -> true;
            case REJECTED -> false;
            case BUSY -> throw new RejectedExecutionException("Too many passwords wait for their check");
        };
    }
}
