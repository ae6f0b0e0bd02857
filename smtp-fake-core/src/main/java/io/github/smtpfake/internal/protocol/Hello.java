package io.github.smtpfake.internal.protocol;

import io.github.smtpfake.config.Extension;
import io.github.smtpfake.internal.protocol.sasl.Mechanism;
import java.util.ArrayList;
import java.util.List;

/** The reply to EHLO: what the server offers, on a plain or on an encrypted connection (RFC 5321, 4.1.1.1). */
final class Hello {

    private Hello() {}

    static Reply extended(Profile profile, boolean encrypted) {
        List<String> offered = new ArrayList<>();
        for (Extension extension : Extension.values()) {
            // RFC 3207, 4.2: within TLS it is not offered any more.
            boolean done = extension == Extension.STARTTLS && encrypted;
            if (profile.offers(extension) && !done) {
                offered.add(line(extension, profile));
            }
        }
        return Replies.extendedHello(profile.hostName(), offered);
    }

    private static String line(Extension extension, Profile profile) {
        return switch (extension) {
            // RFC 1870, 4: the number is the largest message.
            case SIZE -> extension.keyword() + " " + profile.limits().messageSize();
            case AUTH -> extension.keyword() + mechanisms(profile);
            default -> extension.keyword();
        };
    }

    private static String mechanisms(Profile profile) {
        StringBuilder names = new StringBuilder();
        for (Mechanism mechanism : Mechanism.values()) {
            if (mechanism.isOfferedTo(profile.users())) {
                names.append(' ').append(mechanism.saslName());
            }
        }
        return names.toString();
    }
}
