package io.github.smtpfake.rest.internal.password;

/**
 * A user who may log in.
 *
 * @param name the name, which is not empty and contains no colon
 */
public record Login(String name, StoredPassword password) {}
