package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.TlsInfo;
import org.jspecify.annotations.Nullable;

/** The state of a session, shared by the classes that execute its commands. */
final class SessionState {
    private final Profile profile;
    private final SessionRecord record;
    private final SessionRules rules;
    private final Violations violations;
    private final Pipelining pipelining;

    private boolean greeted;
    private boolean extended;
    private boolean greetingRejected;
    private boolean encrypted;
    private boolean authenticated;
    private boolean mailRejected;
    private @Nullable Transaction transaction;
    private @Nullable Arrival messageToStore;
    private @Nullable Promise promise;

    /** A message that is being stored, and the reply that says so. */
    private record Promise(Arrival arrival, Step reply) {}

    SessionState(Profile profile, SessionRecord record) {
        this.profile = profile;
        this.record = record;
        this.rules = new SessionRules(profile.rules(), record);
        this.violations = new Violations(profile.strict(), record);
        this.pipelining = new Pipelining(violations);
    }

    Profile profile() {
        return profile;
    }

    SessionRecord record() {
        return record;
    }

    SessionRules rules() {
        return rules;
    }

    Pipelining pipelining() {
        return pipelining;
    }

    /** Accepts EHLO or HELO. */
    void greet(boolean withEhlo, String name) {
        greeted = true;
        extended = withEhlo;
        record.greeted(name);
        // RFC 5321, 4.1.4: EHLO during a transaction is like RSET.
        endTransaction();
    }

    /** Returns whether EHLO or HELO was accepted. */
    boolean isGreeted() {
        return greeted;
    }

    /** Returns whether the client may pipeline: it has sent EHLO, and PIPELINING is offered. */
    boolean mayPipeline() {
        return extended && profile.offers(SmtpExtension.PIPELINING);
    }

    /** Rejects the session at its greeting, after which only QUIT is accepted (RFC 5321, 3.1). */
    void rejectGreeting() {
        greetingRejected = true;
    }

    boolean isGreetingRejected() {
        return greetingRejected;
    }

    /** Records that the connection is now encrypted, and forgets all earlier commands (RFC 3207, 4.2). */
    void startTls(TlsInfo tls) {
        greeted = false;
        extended = false;
        authenticated = false;
        endTransaction();
        encrypted = true;
        record.encrypted(tls);
    }

    boolean isEncrypted() {
        return encrypted;
    }

    /** Accepts AUTH. */
    void authenticate(Authentication authentication) {
        authenticated = true;
        record.authenticated(authentication);
    }

    boolean isAuthenticated() {
        return authenticated;
    }

    /** Records that MAIL was received; until {@link #beginTransaction} it counts as rejected. */
    void onMail() {
        mailRejected = true;
    }

    /** Accepts MAIL. */
    void beginTransaction(Transaction begun) {
        setTransaction(begun);
    }

    /** Ends the transaction, if one is under way, without a message. */
    void endTransaction() {
        if (transaction != null) {
            transaction.close();
        }
        setTransaction(null);
    }

    /** Ends the transaction, because its message is complete. The caller closes it when the message is stored. */
    void completeTransaction() {
        setTransaction(null);
    }

    private void setTransaction(@Nullable Transaction current) {
        transaction = current;
        mailRejected = false;
        record.transaction(current);
    }

    /** Returns the transaction that is under way, or null. */
    @Nullable
    Transaction transaction() {
        return transaction;
    }

    /**
     * Returns the transaction that is under way.
     *
     * @throws RejectedException if there is none
     */
    Transaction requireTransaction() throws RejectedException {
        if (transaction == null) {
            throw noTransaction();
        }
        return transaction;
    }

    /** Returns the rejection of a command that needs a transaction. */
    RejectedException noTransaction() {
        return mailRejected
                ? RejectedException.consequential(Replies.MAIL_REJECTED)
                : new RejectedException(Replies.MAIL_FIRST, Problems.OUT_OF_ORDER);
    }

    /** Sets a message aside that is stored only once the client has received its rejection. */
    void storeAfterAnswer(Arrival message) {
        messageToStore = message;
    }

    /** Returns the message that is to be stored once the client has received the answer, or null. */
    @Nullable
    Arrival messageToStore() {
        return messageToStore;
    }

    void forgetMessageToStore() {
        messageToStore = null;
    }

    /** Records the reply to a message that is about to be stored. */
    void promise(Arrival arrival, Step reply) {
        promise = new Promise(arrival, reply);
    }

    void forgetPromise() {
        promise = null;
    }

    /**
     * Returns the reply to a message that has been stored although memory ended before the client received it; null if there
     * is no such message.
     *
     * @throws io.github.smtpfake.store.StoreUnavailableException if the store does not say whether it has the message
     */
    @Nullable
    Step keptPromise() {
        Promise last = promise;
        if (last == null) {
            return null;
        }
        String id = last.arrival().message().id();
        return profile.store().message(id).isPresent() ? last.reply() : null;
    }

    /** Records a violation of an RFC that is accepted only with a leniency, or throws its rejection. */
    void requireLeniency(Leniency leniency, Problem problem, Reply rejection) throws RejectedException {
        if (!profile.allows(leniency)) {
            throw new RejectedException(rejection, problem);
        }
        record.problem(problem);
    }

    /** Reports a parameter of MAIL or RCPT that no offered extension defines. */
    void reportUnknownParameter(String keyword) throws RejectedException {
        requireLeniency(Leniency.UNKNOWN_PARAMETERS, Problems.UNKNOWN_PARAMETER, Replies.unknownParameter(keyword));
    }

    /** Reports a violation of an RFC, which a strict server rejects. */
    void reportViolation(Problem problem, Reply rejection) throws RejectedException {
        violations.report(problem, rejection);
    }

    /** Reports a violation of an RFC that is recorded only once per session. */
    void reportViolationOnce(Problem problem, Reply rejection) throws RejectedException {
        violations.reportOnce(problem, rejection);
    }

    /** Ends the session for this reason, unless it has already ended. */
    void end(SessionEnd reason) {
        if (record.end(reason)) {
            profile.store().changed(record);
        }
    }

    /**
     * Notifies the store of changes. Called when a command has been executed, so that no thread sees an incomplete
     * effect.
     */
    void publishChanges() {
        if (transaction == null && messageToStore == null) {
            record.endTransactions();
        }
        if (record.takeChanged()) {
            profile.store().changed(record);
        }
    }
}
