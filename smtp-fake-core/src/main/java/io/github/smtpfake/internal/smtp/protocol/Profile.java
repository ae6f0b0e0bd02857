package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.smtp.sasl.Credentials;
import io.github.smtpfake.rules.RuleBook;
import io.github.smtpfake.store.MessageStore;
import java.util.Set;

/**
 * What all sessions of a server share.
 *
 * @param hostName how the server calls itself
 * @param extensions what EHLO may offer; what it does offer also depends on the rest
 * @param users the credentials that the server accepts
 * @param requiresAuth whether MAIL is rejected before a login
 * @param tlsMode what the main port does about TLS
 * @param strict whether violations are refused instead of only recorded
 * @param tolerances what is taken that would be refused otherwise
 * @param rules the faults that a test has asked for
 */
public record Profile(
        String hostName,
        Limits limits,
        Set<SmtpExtension> extensions,
        MessageStore store,
        Credentials users,
        boolean requiresAuth,
        TlsMode tlsMode,
        boolean strict,
        Set<Leniency> tolerances,
        RuleBook rules) {

    /** Returns whether it takes this, and records it. */
    boolean tolerates(Leniency tolerance) {
        return tolerances.contains(tolerance);
    }

    /** Returns whether the extension is on, and everything that it needs. */
    public boolean offers(SmtpExtension extension) {
        return switch (extension) {
            // RFC 3030, 3: BINARYMIME is of no use without BDAT, and its BODY is a parameter of 8BITMIME.
            case BINARYMIME ->
                extensions.contains(extension)
                        && extensions.contains(SmtpExtension.CHUNKING)
                        && extensions.contains(SmtpExtension.EIGHT_BIT_MIME);
            // RFC 6531, 3.1, item 8.
            case SMTPUTF8 -> extensions.contains(extension) && extensions.contains(SmtpExtension.EIGHT_BIT_MIME);
            case STARTTLS ->
                extensions.contains(extension) && (tlsMode == TlsMode.STARTTLS || tlsMode == TlsMode.STARTTLS_REQUIRED);
            default -> extensions.contains(extension);
        };
    }
}
