package io.github.smtpfake.rest.internal.password;

/** A password as it is stored. Thread-safe; {@link Object#toString} never reveals it. */
public sealed interface StoredPassword permits PlainPassword, HashedPassword {}
