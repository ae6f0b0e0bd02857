package io.github.smtpfake.internal.smtp.sasl;

import java.nio.charset.StandardCharsets;

/** User and password in the clear (RFC 4616): {@code [authzid] NUL authcid NUL passwd}. */
final class Plain extends ClientFirst {
    private final Credentials users;

    Plain(Credentials users) {
        this.users = users;
    }

    @Override
    public SaslStep next(byte[] response) throws MalformedResponseException {
        String[] fields = new String(response, StandardCharsets.UTF_8).split("\0", -1);
        if (fields.length != 3) {
            throw new MalformedResponseException("PLAIN needs three fields with NUL between them");
        }
        if (fields[1].isEmpty()) {
            throw new MalformedResponseException("the user name is empty");
        }
        return users.accept(fields[1], fields[2]) ? new SaslStep.Success(fields[1]) : new SaslStep.Failure();
    }
}
