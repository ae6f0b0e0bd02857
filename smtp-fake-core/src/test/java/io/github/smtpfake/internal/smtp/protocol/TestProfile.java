package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.internal.delivery.ContentCache;
import io.github.smtpfake.internal.smtp.rules.RuleBook;
import io.github.smtpfake.internal.smtp.sasl.Credentials;
import io.github.smtpfake.internal.smtp.wire.Kept;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Creates profiles that differ from the default only in the settings of a test. */
public final class TestProfile {
    private final EnumSet<SmtpExtension> extensions = EnumSet.allOf(SmtpExtension.class);
    private Limits limits = Limits.defaults();
    private @Nullable MessageStore store;
    private Users users = Users.any();
    private AcceptedRecipients recipients = AcceptedRecipients.ALL;
    private boolean requiresAuth;
    private TlsMode tlsMode = TlsMode.OFF;
    private boolean strict;
    private Kept kept = Kept.WHOLE;
    private final EnumSet<Leniency> leniencies = EnumSet.noneOf(Leniency.class);

    TestProfile limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    TestProfile store(MessageStore store) {
        this.store = store;
        return this;
    }

    TestProfile disable(SmtpExtension extension) {
        extensions.remove(extension);
        return this;
    }

    TestProfile users(Users users) {
        this.users = users;
        return this;
    }

    TestProfile recipients(AcceptedRecipients accepted) {
        this.recipients = accepted;
        return this;
    }

    TestProfile requireAuth() {
        this.requiresAuth = true;
        return this;
    }

    TestProfile tls(TlsMode mode) {
        this.tlsMode = mode;
        return this;
    }

    TestProfile strict() {
        this.strict = true;
        return this;
    }

    TestProfile allowing(Leniency tolerance) {
        leniencies.add(tolerance);
        return this;
    }

    TestProfile keeping(Kept part) {
        this.kept = part;
        return this;
    }

    public Profile make() {
        MessageStore usedStore = store == null ? new InMemoryMessageStore(limits) : store;
        return new Profile(
                "mail.example.org",
                limits,
                extensions,
                usedStore,
                Credentials.of(users),
                recipients,
                requiresAuth,
                tlsMode,
                strict,
                leniencies,
                kept,
                new RuleBook(),
                new RejectionCounter(),
                ContentCache.shared(limits));
    }
}
