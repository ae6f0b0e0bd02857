package io.github.smtpfake.internal.smtp.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;

/** Salted challenge and response; both sides prove that they know the password (RFC 5802, RFC 7677). */
final class ScramSha256 extends ClientFirstExchange {
    private static final String HMAC = "HmacSHA256";
    private static final int ITERATIONS = 4096;
    private static final int SALT_LENGTH = 16;
    /** RFC 4954, 4 limits the challenge, which repeats the nonce. */
    private static final int LONGEST_NONCE = 1_000;

    private final Credentials users;
    private final byte[] salt = new byte[SALT_LENGTH];
    private Stage stage = Stage.CLIENT_FIRST;
    private String user = "";
    private String gs2Header = "";
    private String nonce = "";
    private String firstMessages = "";

    private enum Stage {
        CLIENT_FIRST,
        CLIENT_FINAL,
        /** The client has received the server's proof and must still acknowledge it. */
        DONE
    }

    ScramSha256(Credentials users) {
        this.users = users;
    }

    @Override
    public SaslStep next(byte[] response) throws MalformedResponseException {
        String message = new String(response, StandardCharsets.UTF_8);
        return switch (stage) {
            case CLIENT_FIRST -> clientFirst(message);
            case CLIENT_FINAL -> clientFinal(message);
            case DONE -> new SaslStep.Success(user);
        };
    }

    /** {@code n,,n=USER,r=NONCE}. */
    private SaslStep clientFirst(String message) throws MalformedResponseException {
        String[] parts = message.split(",", -1);
        if (parts.length < 4 || !(parts[0].equals("n") || parts[0].equals("y"))) {
            throw new MalformedResponseException("SCRAM without channel binding must start with n, or y,");
        }
        gs2Header = parts[0] + "," + parts[1] + ",";
        user = attribute(parts[2], 'n').replace("=2C", ",").replace("=3D", "=");
        String clientNonce = attribute(parts[3], 'r');
        if (clientNonce.length() > LONGEST_NONCE) {
            throw new MalformedResponseException("the nonce must have at most " + LONGEST_NONCE + " characters");
        }
        SecureRandom random = new SecureRandom();
        random.nextBytes(salt);
        byte[] serverNonce = new byte[18];
        random.nextBytes(serverNonce);
        nonce = clientNonce + Base64.getEncoder().encodeToString(serverNonce);
        String serverFirst = "r=" + nonce + ",s=" + Base64.getEncoder().encodeToString(salt) + ",i=" + ITERATIONS;
        firstMessages = message.substring(gs2Header.length()) + "," + serverFirst;
        stage = Stage.CLIENT_FINAL;
        return new SaslStep.Challenge(serverFirst.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code c=GS2HEADER,r=NONCE,p=PROOF}. */
    private SaslStep clientFinal(String message) throws MalformedResponseException {
        int beforeProof = message.lastIndexOf(",p=");
        String[] parts = message.split(",", -1);
        if (beforeProof < 0 || parts.length < 3) {
            throw new MalformedResponseException("the final message of SCRAM requires c=, r= and p=");
        }
        byte[] channel = base64(attribute(parts[0], 'c'));
        String echoedNonce = attribute(parts[1], 'r');
        byte[] proof = base64(message.substring(beforeProof + 3));

        Optional<String> password = users.password(user);
        byte[] salted = salted(password.orElse(""));
        byte[] clientKey = Hmac.of(HMAC, salted, ascii("Client Key"));
        byte[] authMessage = (firstMessages + "," + message.substring(0, beforeProof)).getBytes(StandardCharsets.UTF_8);
        byte[] expected = xor(clientKey, Hmac.of(HMAC, sha256(clientKey), authMessage));
        // Checks all of them, so that the time does not reveal which one fails.
        boolean knowsPassword = MessageDigest.isEqual(expected, proof);
        knowsPassword &= password.isPresent();
        boolean valid = echoedNonce.equals(nonce);
        valid &= MessageDigest.isEqual(channel, gs2Header.getBytes(StandardCharsets.UTF_8));
        if (!knowsPassword) {
            return users.failure(user);
        }
        if (!valid) {
            return new SaslStep.Failure(SaslStep.Reason.INVALID_EXCHANGE);
        }
        stage = Stage.DONE;
        byte[] signature = Hmac.of(HMAC, Hmac.of(HMAC, salted, ascii("Server Key")), authMessage);
        return new SaslStep.Challenge(ascii("v=" + Base64.getEncoder().encodeToString(signature)));
    }

    /** RFC 5802, 2.2: the function Hi(), which is PBKDF2 with one block. */
    private byte[] salted(String password) {
        Mac mac = Hmac.keyed(HMAC, password.getBytes(StandardCharsets.UTF_8));
        mac.update(salt);
        byte[] block = mac.doFinal(new byte[] {0, 0, 0, 1});
        byte[] result = block.clone();
        for (int i = 1; i < ITERATIONS; i++) {
            block = mac.doFinal(block);
            result = xor(result, block);
        }
        return result;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return result;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] base64(String text) throws MalformedResponseException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedResponseException("an attribute is not valid base64");
        }
    }

    private static String attribute(String part, char name) throws MalformedResponseException {
        if (part.length() < 3 || part.charAt(0) != name || part.charAt(1) != '=') {
            throw new MalformedResponseException("expected attribute " + name + "=");
        }
        return part.substring(2);
    }
}
