package io.github.smtpfake.internal.smtp.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** User and OAuth 2 token: Google's XOAUTH2, and OAUTHBEARER (RFC 7628). They differ in little but the first field. */
final class Bearer extends ClientFirst {
    private static final String SEPARATOR = "\u0001";
    private static final byte[] REFUSAL =
            "{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"mail\"}".getBytes(StandardCharsets.US_ASCII);

    /** How a response names the user. */
    enum Form {
        /** {@code user=NAME ^A auth=Bearer TOKEN ^A ^A}. */
        XOAUTH2,
        /** {@code n,[a=NAME], ^A [host=… ^A port=… ^A] auth=Bearer TOKEN ^A ^A}. */
        OAUTHBEARER
    }

    private final Credentials users;
    private final Form form;
    private boolean refused;

    Bearer(Credentials users, Form form) {
        this.users = users;
        this.form = form;
    }

    @Override
    public SaslStep next(byte[] response) throws MalformedResponseException {
        if (refused) {
            // Whatever the client answers to the reason, it has failed.
            return new SaslStep.Failure();
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
        refused = true;
        return new SaslStep.Challenge(REFUSAL);
    }

    /** RFC 7628, 3.1: it is the token that says who someone is. */
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
        // Comma and equals sign are written =2C and =3D.
        return Optional.of(afterPrefix(parts[1], "a=").replace("=2C", ",").replace("=3D", "="));
    }

    private static String token(String[] fields) throws MalformedResponseException {
        for (String field : fields) {
            if (field.toLowerCase(Locale.ROOT).startsWith("auth=bearer ")) {
                return field.substring("auth=bearer ".length()).strip();
            }
        }
        throw new MalformedResponseException("there is no field auth=Bearer TOKEN");
    }

    private static String afterPrefix(String field, String prefix) throws MalformedResponseException {
        if (!field.startsWith(prefix) || field.length() == prefix.length()) {
            throw new MalformedResponseException("there is no user name behind " + prefix);
        }
        return field.substring(prefix.length());
    }
}
