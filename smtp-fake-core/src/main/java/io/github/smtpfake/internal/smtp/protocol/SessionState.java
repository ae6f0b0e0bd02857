package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;
import org.jspecify.annotations.Nullable;

/** What a session knows at this moment, shared by the classes that carry out its commands. */
final class SessionState {
    final Profile profile;
    final SessionRecord record;
    final Faults faults;
    final Pipelining pipelining;

    /** Whether EHLO or HELO was given. */
    boolean greeted;

    /** Whether it was EHLO, so that the client knows what is offered. */
    boolean extended;

    /** Whether the greeting was a refusal, after which a client can only QUIT (RFC 5321, 3.1). */
    boolean turnedAway;

    /** Whether LF alone ended the command that is being carried out. */
    boolean endedByLf;

    boolean encrypted;
    boolean authenticated;
    private @Nullable Transaction transaction;
    private boolean storesLater;

    /** Whether the last MAIL was refused, so that the rest of its transaction is, too. */
    private boolean mailRefused;

    SessionState(Profile profile, SessionRecord record) {
        this.profile = profile;
        this.record = record;
        this.faults = new Faults(profile.rules(), record);
        this.pipelining = new Pipelining(this);
    }

    @Nullable
    Transaction transaction() {
        return transaction;
    }

    void transaction(@Nullable Transaction current) {
        transaction = current;
        mailRefused = false;
        record.transaction(current);
    }

    /** Takes note that a command was refused. */
    void refused(Verb verb) {
        mailRefused |= verb == Verb.MAIL;
    }

    /** Returns why a command that belongs to a transaction is refused where there is none. */
    RefusedException noTransaction() {
        return mailRefused
                ? new KnockOnException(Replies.MAIL_REFUSED)
                : new RefusedException(Replies.MAIL_FIRST, Problems.OUT_OF_ORDER);
    }

    /** Keeps the transaction from being over: its message is stored only when the client has been told of a failure. */
    void storesLater() {
        storesLater = true;
    }

    void hasStored() {
        storesLater = false;
        stepIsOver();
    }

    /** Tells those who wait what is new; when a step is over, so that they never see half of it. */
    void stepIsOver() {
        if (transaction == null && !storesLater) {
            record.transactionsAreOver();
        }
        if (record.takeChanged()) {
            profile.store().changed(record);
        }
    }

    /** RFC 3207, 4.2: what was said before TLS counts for nothing. */
    void forgetAll() {
        greeted = false;
        extended = false;
        authenticated = false;
        transaction(null);
    }

    /** Records a violation; a strict server refuses the command. */
    void violated(Problem problem, Reply refusal) throws RefusedException {
        if (profile.strict()) {
            throw new RefusedException(refusal, problem);
        }
        record.problem(problem);
    }

    /** As above, but records it no second time: of what a client does all the time once is enough. */
    void violatedOnce(Problem problem, Reply refusal) throws RefusedException {
        if (profile.strict()) {
            throw new RefusedException(refusal, problem);
        }
        record.problemOnce(problem);
    }
}
