package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.session.Problem;

/** Records violations of RFCs; a strict server rejects the command instead. */
final class Violations {
    private final boolean strict;
    private final SessionRecord record;

    Violations(boolean strict, SessionRecord record) {
        this.strict = strict;
        this.record = record;
    }

    /** Records a violation, or throws its rejection if the server is strict. */
    void report(Problem problem, Reply rejection) throws RejectedException {
        if (strict) {
            throw new RejectedException(rejection, problem);
        }
        record.problem(problem);
    }

    /** Like {@link #report}, but records the problem only once per session: clients repeat it with each command. */
    void reportOnce(Problem problem, Reply rejection) throws RejectedException {
        if (strict) {
            throw new RejectedException(rejection, problem);
        }
        record.problemOnce(problem);
    }
}
