package io.github.smtpfake.internal.protocol;

import io.github.smtpfake.message.Problem;
import org.jspecify.annotations.Nullable;

/** What a session knows at this moment, shared by the classes that carry out its commands. */
final class Talk {
    final Profile profile;
    final SessionRecord record;
    final Faults faults;

    /** Whether EHLO or HELO was given. */
    boolean greeted;

    /** Whether the greeting was a refusal, after which a client can only QUIT (RFC 5321, 3.1). */
    boolean turnedAway;

    boolean encrypted;
    boolean authenticated;
    private @Nullable Transaction transaction;
    private boolean storesLater;

    Talk(Profile profile, SessionRecord record) {
        this.profile = profile;
        this.record = record;
        this.faults = new Faults(profile.rules(), record);
    }

    @Nullable
    Transaction transaction() {
        return transaction;
    }

    void transaction(@Nullable Transaction current) {
        transaction = current;
        record.transaction(current);
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
}
