package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.smtp.sasl.Mechanism;
import java.util.ArrayList;
import java.util.List;

/** The reply to EHLO, which lists the extensions that the server offers (RFC 5321, 4.1.1.1). */
final class EhloReply {

    private EhloReply() {}

    static Reply of(Profile profile, boolean encrypted) {
        List<String> offered = new ArrayList<>();
        for (SmtpExtension extension : SmtpExtension.values()) {
            if (profile.offers(extension) && isOffered(extension, profile, encrypted)) {
                offered.add(line(extension, profile));
            }
        }
        return Replies.extendedHello(profile.hostName(), offered);
    }

    private static boolean isOffered(SmtpExtension extension, Profile profile, boolean encrypted) {
        return switch (extension) {
            // RFC 3207, 4.2: not offered once TLS is active.
            case STARTTLS -> !encrypted;
            // A client must not send a password in plain text that would be rejected anyway.
            case AUTH -> encrypted || profile.tlsMode() != TlsMode.STARTTLS_REQUIRED;
            default -> true;
        };
    }

    private static String line(SmtpExtension extension, Profile profile) {
        return switch (extension) {
            // RFC 1870, 4: the number is the size of the largest message.
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
