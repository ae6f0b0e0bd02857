package io.github.smtpfake.internal.smtp.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** OAuth 2 tokens: Google's XOAUTH2, and OAUTHBEARER (RFC 7628). They differ mainly in the first field. */
final class Bearer extends ClientFirstExchange {
    private static final String SEPARATOR = "\u0001";
    private static final byte[] REJECTION =
            "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}".getBytes(StandardCharsets.US_ASCII);

    /** The syntax of a response. */
    enum Form {
        /** {@code user=NAME ^A auth=Bearer TOKEN ^A ^A}. */
        XOAUTH2,
        /** {@code n,[a=NAME], ^A [host=… ^A port=… ^A] auth=Bearer TOKEN ^A ^A}. */
        OAUTHBEARER
    }

    private final Credentials users;
    private final Form form;
    private SaslStep.@Nullable Failure rejection;

    Bearer(Credentials users, Form form) {
        this.users = users;
        this.form = form;
    }

    @Override
    public SaslStep next(byte[] response) throws MalformedResponseException {
        if (rejection != null) {
            // The client has acknowledged the reason of its failure.
            return rejection;
        }
        String text = new String(response, StandardCharsets.UTF_8);
        if (!text.endsWith(SEPARATOR + SEPARATOR)) {
            throw new MalformedResponseException("the response must end with two ^A");
        }
        String[] fields = text.split(SEPARATOR, -1);
        Optional<String> named =
                form == Form.XOAUTH2 ? Optional.of(afterPrefix(fields[0], "user=")) : userOfGs2Header(fields[0]);
        String token = token(fields);
        Optional<String> user = named.isPresent() ? named.filter(name -> users.accept(name, token)) : owner(token);
        if (user.isPresent()) {
            return new SaslStep.Success(user.get());
        }
        rejection = named.map(users::failure).orElse(new SaslStep.Failure(SaslStep.Reason.UNKNOWN_TOKEN));
        return new SaslStep.Challenge(REJECTION);
    }

    /** RFC 7628, 3.1: the token identifies the user. */
    private Optional<String> owner(String token) {
        return users.acceptAny() ? Optional.of("") : users.ownerOf(token);
    }

    /** RFC 5801, 4: {@code n,a=NAME,} or {@code n,,}. */
    private static Optional<String> userOfGs2Header(String header) throws MalformedResponseException {
        String[] parts = header.split(",", -1);
        if (parts.length != 3 || !(parts[0].equals("n") || parts[0].equals("y")) || !parts[2].isEmpty()) {
            throw new MalformedResponseException("the response must begin with n,a=NAME, or n,,");
        }
        if (parts[1].isEmpty()) {
            return Optional.empty();
        }
        // Commas and equals signs are encoded.
        return Optional.of(afterPrefix(parts[1], "a=").replace("=2C", ",").replace("=3D", "="));
    }

    private static String token(String[] fields) throws MalformedResponseException {
        for (String field : fields) {
            if (field.toLowerCase(Locale.ROOT).startsWith("auth=bearer ")) {
                return field.substring("auth=bearer ".length()).strip();
            }
        }
        throw new MalformedResponseException("missing field auth=Bearer TOKEN");
    }

    private static String afterPrefix(String field, String prefix) throws MalformedResponseException {
        if (!field.startsWith(prefix) || field.length() == prefix.length()) {
            throw new MalformedResponseException("missing user name after " + prefix);
        }
        return field.substring(prefix.length());
    }
}
