package io.github.smtpfake.internal.smtp.sasl;

import java.nio.charset.StandardCharsets;

/** User name and password in plain text (RFC 4616): {@code [authzid] NUL authcid NUL passwd}. */
final class Plain extends ClientFirstExchange {
    private final Credentials users;

    Plain(Credentials users) {
        this.users = users;
    }

    @Override
    public SaslStep next(byte[] response) throws MalformedResponseException {
        String[] fields = new String(response, StandardCharsets.UTF_8).split("\0", -1);
        if (fields.length != 3) {
            throw new MalformedResponseException("PLAIN requires three fields separated by NUL");
        }
        if (fields[1].isEmpty()) {
            throw new MalformedResponseException("the user name is empty");
        }
        return users.check(fields[1], fields[2]);
    }
}
