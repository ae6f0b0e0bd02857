package io.github.smtpfake.internal.smtp.sasl;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104). */
final class Hmac {

    private Hmac() {}

    static byte[] of(String algorithm, byte[] key, byte[] message) {
        return keyed(algorithm, key).doFinal(message);
    }

    static Mac keyed(String algorithm, byte[] key) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            // Java rejects an empty key. HMAC pads keys with zeros, so a single zero is equivalent.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + algorithm, e);
        }
    }
}
