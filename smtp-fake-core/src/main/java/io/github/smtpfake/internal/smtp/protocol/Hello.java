package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.smtp.sasl.Mechanism;
import java.util.ArrayList;
import java.util.List;

/** The reply to EHLO: what the server offers, on a plain or on an encrypted connection (RFC 5321, 4.1.1.1). */
final class Hello {

    private Hello() {}

    static Reply extended(Profile profile, boolean encrypted) {
        List<String> offered = new ArrayList<>();
        for (SmtpExtension extension : SmtpExtension.values()) {
            if (profile.offers(extension) && fits(extension, profile, encrypted)) {
                offered.add(line(extension, profile));
            }
        }
        return Replies.extendedHello(profile.hostName(), offered);
    }

    private static boolean fits(SmtpExtension extension, Profile profile, boolean encrypted) {
        return switch (extension) {
            // RFC 3207, 4.2: within TLS it is not offered any more.
            case STARTTLS -> !encrypted;
            // Nobody is asked for a password that would be refused, and be seen on the way.
            case AUTH -> encrypted || profile.tlsMode() != TlsMode.STARTTLS_REQUIRED;
            default -> true;
        };
    }

    private static String line(SmtpExtension extension, Profile profile) {
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

    /** A loop, as every session comes by here: the first use of a stream costs a new JVM milliseconds. */
    static boolean hasControls(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
