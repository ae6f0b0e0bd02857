package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.smtp.protocol.PathParser.PathException;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.EndOfData;
import io.github.smtpfake.internal.text.Ascii;
import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.internal.text.Utf8;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.store.StoreFullException;
import io.github.smtpfake.store.StoreUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands of a mail transaction, MAIL, RCPT, DATA and RSET, and the delivery of its message (RFC 5321, 3.3). */
final class MailCommands {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 255;

    private final SessionState state;

    MailCommands(SessionState state) {
        this.state = state;
    }

    Step mail(Command command) throws RejectedException {
        if (!state.isGreeted()) {
            state.requireLeniency(Leniency.MAIL_BEFORE_EHLO, Problems.MISSING_EHLO, Replies.EHLO_FIRST);
        }
        if (state.transaction() != null) {
            throw new RejectedException(Replies.NESTED_MAIL, Problems.OUT_OF_ORDER);
        }
        try {
            PathParser path = path(command, "FROM:");
            String sender = path.reversePath();
            checkBrackets(path);
            Map<String, String> parameters = Parameters.parse(path.rest());
            MailParameters.check(parameters, state);
            Transaction begun = new Transaction(state.profile().store().mark(), sender, parameters);
            checkAscii(sender, begun);
            checkLength(sender, Replies.LONG_SENDER);
            state.rules().announceMail(begun);
            state.beginTransaction(begun);
            return new Step.Send(Replies.MAIL_OK);
        } catch (PathException e) {
            throw new RejectedException(Replies.badSender(e.getMessage()), Problems.malformedAddress(e.getMessage()));
        }
    }

    Step rcpt(Command command) throws RejectedException {
        Transaction transaction = state.requireTransaction();
        if (transaction.isChunked()) {
            throw new RejectedException(Replies.DATA_AFTER_BDAT, Problems.OUT_OF_ORDER);
        }
        try {
            PathParser path = path(command, "TO:");
            String recipient = path.forwardPath();
            checkBrackets(path);
            Map<String, String> parameters = Parameters.parse(path.rest());
            RcptParameters.check(parameters, state);
            checkAscii(recipient, transaction);
            checkLength(recipient, Replies.LONG_RECIPIENT);
            if (transaction.recipientCount() >= state.profile().limits().recipients()) {
                throw new RejectedException(Replies.TOO_MANY_RECIPIENTS);
            }
            if (transaction.envelopeSizeWith(recipient, parameters)
                    > state.profile().limits().envelopeSize()) {
                throw new RejectedException(Replies.ENVELOPE_TOO_LARGE);
            }
            boolean isIgnored = isIgnored(recipient);
            state.rules().announceRcpt(recipient, transaction);
            if (isIgnored) {
                transaction.ignoreRecipient();
                state.record().ignoredRecipient();
            } else {
                transaction.add(recipient, parameters);
            }
            return new Step.Send(Replies.RCPT_OK);
        } catch (PathException e) {
            throw new RejectedException(
                    Replies.badRecipient(e.getMessage()), Problems.malformedAddress(e.getMessage()));
        }
    }

    /** Returns whether a recipient is accepted, but has no effect. */
    private boolean isIgnored(String recipient) throws RejectedException {
        AcceptedRecipients accepted = state.profile().recipients();
        if (accepted.contain(recipient)) {
            return false;
        }
        if (!accepted.ignoresOthers()) {
            throw new RejectedException(Replies.RECIPIENT_NOT_ALLOWED);
        }
        return true;
    }

    private PathParser path(Command command, String keyword) throws RejectedException {
        String argument = command.argument();
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            throw RejectedException.malformed("Syntax: " + command.verb() + " " + keyword + "<address>");
        }
        PathParser path = new PathParser(
                argument.substring(keyword.length()), state.profile().allows(Leniency.UNBRACKETED_PATHS));
        if (path.hasSpaceBefore()) {
            state.reportViolation(Problems.SPACE_BEFORE_PATH, Replies.badArgument(Problems.SPACE_BEFORE_PATH.detail()));
        }
        return path;
    }

    private void checkBrackets(PathParser path) {
        if (!path.hasBrackets()) {
            state.record().problem(Problems.UNBRACKETED_PATH);
        }
    }

    private void checkAscii(String address, Transaction transaction) throws RejectedException {
        if (!transaction.isUtf8() && !Ascii.isAscii(address)) {
            state.reportViolation(Problems.NON_ASCII_ADDRESS, Replies.NON_ASCII_ADDRESS);
        }
    }

    /** Checks the length of an address, because other servers may reject longer names. */
    private void checkLength(String address, Reply rejection) throws RejectedException {
        int at = address.lastIndexOf('@');
        if (Utf8.isLonger(address, 0, at, LONGEST_LOCAL_PART)) {
            state.reportViolation(Problems.LONG_LOCAL_PART, rejection);
        }
        if (Utf8.isLonger(address, at + 1, address.length(), LONGEST_DOMAIN)) {
            state.reportViolation(Problems.LONG_DOMAIN, rejection);
        }
    }

    Step data(Command command) throws RejectedException {
        command.requireNoArgument();
        Transaction transaction = state.requireTransaction();
        if (transaction.isChunked()) {
            throw new RejectedException(Replies.DATA_AFTER_BDAT, Problems.OUT_OF_ORDER);
        }
        if (transaction.isBinary()) {
            throw new RejectedException(Replies.BINARY_NEEDS_BDAT, Problems.OUT_OF_ORDER);
        }
        if (!transaction.hasRecipients()) {
            throw new RejectedException(Replies.RCPT_FIRST, Problems.OUT_OF_ORDER);
        }
        state.rules().announce(Stage.DATA);
        state.rules().beginContent();
        return new Step.ReadData(Replies.START_DATA, endOfData(command));
    }

    /** If the client ends commands with CRLF, LF.LF in a message may be an attempt at smuggling. */
    private EndOfData endOfData(Command command) {
        return command.bareLf() && state.profile().allows(Leniency.LF_ENDS_DATA)
                ? EndOfData.LF_BEFORE_ANY_CRLF
                : EndOfData.CRLF;
    }

    Step rset(Command command) throws RejectedException {
        command.requireNoArgument();
        state.rules().announce(Stage.RSET);
        state.endTransaction();
        return new Step.Send(Replies.OK);
    }

    /** Accepts the message that was read after DATA. */
    Step onMessage(Body body) throws RejectedException {
        Transaction ended = state.transaction();
        if (ended == null) {
            throw new IllegalStateException("No transaction is under way: a message is read only after DATA");
        }
        // RFC 5321, 4.1.1.4: the end of data clears the buffers, regardless of the reply.
        state.endTransaction();
        state.pipelining().requireMessageInTurn(state.mayPipeline());
        return deliver(ended, requireComplete(body));
    }

    /** Stores a message, unless the server is strict and the message violates an RFC. */
    Step deliver(Transaction transaction, Body.Complete body) throws RejectedException {
        Envelope envelope = transaction.envelope();
        CapturedMessage message = new Delivery(
                        Ids.next(),
                        Instant.now(),
                        envelope,
                        state.record().info(),
                        body.bytes(),
                        problemsOnArrival(body, envelope),
                        state.profile().contents())
                .toMessage(CapturedMessage.class);
        if (state.profile().strict()) {
            rejectViolations(message);
        }
        Arrival arrival = new Arrival(message, transaction.begun());
        announce(arrival);
        boolean isForNobody = envelope.recipients().isEmpty();
        Step promise = new Step.Send(isForNobody ? Replies.queuedForNobody() : Replies.queued(message.id()));
        if (!isForNobody && state.rules().storeAcceptedMessage()) {
            // RFC 5321, 6.1: 250 is a promise, so the message is stored before the reply is sent.
            state.promise(arrival, promise);
            store(arrival);
        }
        return promise;
    }

    private static List<Problem> problemsOnArrival(Body.Complete body, Envelope envelope) {
        if (body.lint().isEmpty()) {
            return body.problems();
        }
        List<Problem> problems = new ArrayList<>(body.problems());
        problems.addAll(body.lint().get().end(envelope));
        return problems;
    }

    static Body.Complete requireComplete(Body body) throws RejectedException {
        if (body instanceof Body.Complete complete) {
            return complete;
        }
        throw new RejectedException(body instanceof Body.OutOfMemory ? Replies.OUT_OF_MEMORY : Replies.TOO_BIG);
    }

    /** A rule may reject a message and store it nevertheless. */
    private void announce(Arrival arrival) throws RejectedException {
        try {
            state.rules().announceEndOfData(arrival.message());
        } catch (RejectedByRuleException e) {
            switch (SessionRules.storing(e.rule())) {
                case BEFORE_FAILING -> store(arrival);
                case AFTER_FAILING -> state.storeAfterAnswer(arrival);
                case UNLESS_REJECTED, NEVER -> {}
            }
            throw e;
        }
    }

    private void store(Arrival arrival) throws RejectedException {
        CapturedMessage message = arrival.message();
        if (message.envelope().recipients().isEmpty()) {
            return;
        }
        // Code that sees the message, and looks for it in its session, must find it there.
        state.record().delivered(message.id());
        try {
            state.profile().store().add(message, arrival.begun());
        } catch (StoreFullException e) {
            state.record().notDelivered(message.id());
            boolean isTooLarge = message.size() > state.profile().limits().storedBytes();
            throw new RejectedException(
                    isTooLarge ? Replies.STORE_TOO_SMALL : Replies.storeFull(String.valueOf(e.getMessage())));
        } catch (StoreUnavailableException e) {
            state.record().notDelivered(message.id());
            throw new RejectedException(Replies.storeUnavailable(e.reason()));
        }
    }

    /** Stores the message that was set aside until the client had received its rejection. */
    void storeAfterAnswer() {
        Arrival arrival = state.messageToStore();
        if (arrival == null) {
            return;
        }
        try {
            store(arrival);
        } catch (RejectedException e) {
            state.record().rejected("(message)", e.reply().lastLine());
        } finally {
            state.forgetMessageToStore();
            state.publishChanges();
        }
    }

    private static void rejectViolations(CapturedMessage message) throws RejectedException {
        for (Problem problem : message.transmissionProblems()) {
            if (problem.severity() == Problem.Severity.VIOLATION) {
                throw new RejectedException(Replies.violation(problem), problem);
            }
        }
    }

    boolean offersChunks() {
        return state.profile().offers(SmtpExtension.CHUNKING);
    }
}
