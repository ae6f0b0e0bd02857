package io.github.smtpfake.rest.internal.password;

/** A password as it is stored: in plain text or as a hash. Thread-safe; {@link Object#toString} never reveals it. */
public sealed interface StoredPassword permits PlainPassword, ShaPassword, BcryptPassword {

    /** Returns whether a password that a client sent is this one. */
    boolean matches(String given);
}
