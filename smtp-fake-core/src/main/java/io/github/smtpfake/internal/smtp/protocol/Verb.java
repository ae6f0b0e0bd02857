package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.text.Ascii;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The first word of a command (RFC 5321, 4.1.1). */
enum Verb {
    EHLO,
    HELO,
    MAIL,
    RCPT,
    DATA,
    BDAT,
    RSET,
    NOOP,
    VRFY,
    HELP,
    AUTH,
    STARTTLS,
    QUIT,
    /** This and the following are known but not implemented: 502 instead of 500 (RFC 5321, 4.2.4). */
    EXPN,
    TURN,
    SEND,
    SOML,
    SAML,
    ETRN,
    /** Any other word. */
    UNKNOWN;

    private static final Map<String, Verb> BY_NAME = byName();

    private static Map<String, Verb> byName() {
        Map<String, Verb> verbs = new HashMap<>();
        for (Verb verb : values()) {
            verbs.put(verb.name(), verb);
        }
        verbs.remove(UNKNOWN.name());
        return verbs;
    }

    /** Returns the names of the commands that a server with this profile implements. */
    static List<String> implementedBy(Profile profile) {
        List<String> names = new ArrayList<>();
        for (Verb verb : values()) {
            if (verb.isImplementedBy(profile)) {
                names.add(verb.name());
            }
        }
        return names;
    }

    private boolean isImplementedBy(Profile profile) {
        return switch (this) {
            case EHLO, HELO, MAIL, RCPT, DATA, RSET, NOOP, VRFY, HELP, QUIT -> true;
            case BDAT -> profile.offers(SmtpExtension.CHUNKING);
            case AUTH -> profile.offers(SmtpExtension.AUTH);
            case STARTTLS -> profile.offers(SmtpExtension.STARTTLS);
            case EXPN, TURN, SEND, SOML, SAML, ETRN, UNKNOWN -> false;
        };
    }

    boolean isGreeting() {
        return this == EHLO || this == HELO;
    }

    static Verb of(String word) {
        Verb exact = BY_NAME.get(word);
        return exact != null ? exact : BY_NAME.getOrDefault(Ascii.upperCase(word), UNKNOWN);
    }
}
