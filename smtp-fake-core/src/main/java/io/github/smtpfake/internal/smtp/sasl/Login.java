package io.github.smtpfake.internal.smtp.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks for the user name, then for the password (draft-murchison-sasl-login). */
final class Login implements SaslExchange {
    private static final byte[] ASK_USER = "Username:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ASK_PASSWORD = "Password:".getBytes(StandardCharsets.US_ASCII);

    private final Credentials users;
    private @Nullable String user;

    Login(Credentials users) {
        this.users = users;
    }

    @Override
    public SaslStep start(Optional<byte[]> initialResponse) throws MalformedResponseException {
        return initialResponse.isPresent() ? next(initialResponse.get()) : new SaslStep.Challenge(ASK_USER);
    }

    @Override
    public SaslStep next(byte[] response) throws MalformedResponseException {
        String text = new String(response, StandardCharsets.UTF_8);
        if (user == null) {
            if (text.isEmpty()) {
                throw new MalformedResponseException("the user name is empty");
            }
            user = text;
            return new SaslStep.Challenge(ASK_PASSWORD);
        }
        return users.check(user, text);
    }
}
