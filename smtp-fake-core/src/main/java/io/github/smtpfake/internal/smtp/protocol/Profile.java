package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.smtp.rules.RuleBook;
import io.github.smtpfake.internal.smtp.sasl.Credentials;
import io.github.smtpfake.internal.smtp.wire.Kept;
import io.github.smtpfake.store.MessageStore;
import java.util.Set;

/**
 * The settings and the store that all sessions of a server share.
 *
 * @param hostName the name by which the server introduces itself
 * @param extensions the enabled extensions; {@link #offers} also considers what they need
 * @param users the credentials that the server accepts
 * @param recipients the recipients that the server accepts
 * @param requiresAuth whether MAIL is rejected before AUTH
 * @param tlsMode the TLS mode of the main port
 * @param strict whether violations of RFCs are rejected instead of only recorded
 * @param leniencies the violations that are accepted nevertheless
 * @param kept what the server keeps of a message
 * @param rules the rules that tests have added
 * @param rejections counts the commands that the server rejects
 * @param contents keeps the parsed contents of the messages that the server has received
 */
public record Profile(
        String hostName,
        Limits limits,
        Set<SmtpExtension> extensions,
        MessageStore store,
        Credentials users,
        AcceptedRecipients recipients,
        boolean requiresAuth,
        TlsMode tlsMode,
        boolean strict,
        Set<Leniency> leniencies,
        Kept kept,
        RuleBook rules,
        RejectionCounter rejections,
        ContentCache contents) {

    /** Returns whether this violation is accepted and only recorded. */
    boolean allows(Leniency leniency) {
        return leniencies.contains(leniency);
    }

    /** Returns whether an extension is enabled, and all extensions that it depends on. */
    public boolean offers(SmtpExtension extension) {
        return switch (extension) {
            // RFC 3030, 3: BINARYMIME needs BDAT, and its BODY parameter belongs to 8BITMIME.
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
