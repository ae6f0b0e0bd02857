package io.github.smtpfake.session;

/**
 * Who logged in, and how. The password is nowhere kept.
 *
 * @param user the name that the client logged in with; empty where OAUTHBEARER gave only a token, and anybody may log in
 * @param mechanism the SASL mechanism, such as {@code PLAIN}
 */
public record Authentication(String user, String mechanism) {}
