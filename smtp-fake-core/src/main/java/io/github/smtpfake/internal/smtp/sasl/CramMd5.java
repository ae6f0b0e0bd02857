package io.github.smtpfake.internal.smtp.sasl;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Challenge and response with keyed MD5 (RFC 2195). */
final class CramMd5 implements SaslExchange {
    private static final int DIGEST_LENGTH = 32;

    private final Credentials users;
    private final byte[] challenge;

    CramMd5(Credentials users, String hostName) {
        this.users = users;
        String unique = Long.toUnsignedString(ThreadLocalRandom.current().nextLong()) + "." + System.nanoTime();
        this.challenge = ("<" + unique + "@" + hostName + ">").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public SaslStep start(Optional<byte[]> initialResponse) throws MalformedResponseException {
        if (initialResponse.isPresent()) {
            throw new MalformedResponseException("CRAM-MD5 does not allow an initial response");
        }
        return new SaslStep.Challenge(challenge);
    }

    @Override
    public SaslStep next(byte[] response) throws MalformedResponseException {
        String text = new String(response, StandardCharsets.UTF_8);
        int space = text.lastIndexOf(' ');
        String digest = text.substring(space + 1);
        if (space < 1 || digest.length() != DIGEST_LENGTH || !digest.chars().allMatch(HexFormat::isHexDigit)) {
            throw new MalformedResponseException("CRAM-MD5 requires a user name, a space and 32 hexadecimal digits");
        }
        String user = text.substring(0, space);
        return users.acceptAny() || isCorrect(user, digest) ? new SaslStep.Success(user) : users.failure(user);
    }

    private boolean isCorrect(String user, String digest) {
        Optional<String> password = users.password(user);
        byte[] key = password.orElse("").getBytes(StandardCharsets.UTF_8);
        byte[] expected = Hmac.of("HmacMD5", key, challenge);
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(digest)) && password.isPresent();
    }
}
