package io.github.smtpfake.internal.smtp.protocol;

import static io.github.smtpfake.internal.smtp.protocol.Commands.send;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.smtp.protocol.PathParser.PathException;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.EndOfData;
import io.github.smtpfake.internal.text.Ids;
import io.github.smtpfake.internal.text.Utf8;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.store.StoreFullException;
import java.time.Instant;
import java.util.Map;

/** The commands of a mail transaction: MAIL, RCPT, DATA and RSET, and what follows its text (RFC 5321, 3.3). */
final class MailCommands {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 255;

    private final SessionState talk;

    MailCommands(SessionState talk) {
        this.talk = talk;
    }

    Step mail(Command command) throws RefusedException {
        if (!talk.greeted) {
            requireToleranceOfMissingEhlo();
        }
        if (talk.profile.requiresAuth() && !talk.authenticated) {
            throw new RefusedException(Replies.AUTH_FIRST);
        }
        if (talk.transaction() != null) {
            throw new RefusedException(Replies.NESTED_MAIL, Problems.OUT_OF_ORDER);
        }
        try {
            PathParser path = path(command, "FROM:");
            String sender = path.reversePath();
            Map<String, String> parameters = Parameters.parse(path.rest());
            MailParameters.check(parameters, talk.profile);
            Transaction begun = new Transaction(sender, parameters);
            checkAscii(sender, begun);
            checkLength(sender, Replies.LONG_SENDER);
            talk.faults.announceMail(begun);
            talk.transaction(begun);
            return send(Replies.MAIL_OK);
        } catch (PathException e) {
            throw new RefusedException(Replies.badSender(e.getMessage()), Problems.malformedAddress(e.getMessage()));
        }
    }

    private void requireToleranceOfMissingEhlo() throws RefusedException {
        if (!talk.profile.tolerates(Leniency.MAIL_BEFORE_EHLO)) {
            throw new RefusedException(Replies.EHLO_FIRST, Problems.MISSING_EHLO);
        }
        talk.record.problem(Problems.MISSING_EHLO);
    }

    Step rcpt(Command command) throws RefusedException {
        Transaction transaction = requireTransaction();
        if (transaction.isChunked()) {
            throw new RefusedException(Replies.DATA_AFTER_BDAT, Problems.OUT_OF_ORDER);
        }
        try {
            PathParser path = path(command, "TO:");
            String recipient = path.forwardPath();
            Map<String, String> parameters = Parameters.parse(path.rest());
            RcptParameters.check(parameters, talk.profile);
            checkAscii(recipient, transaction);
            checkLength(recipient, Replies.LONG_RECIPIENT);
            if (transaction.recipientCount() >= talk.profile.limits().recipients()) {
                throw new RefusedException(Replies.TOO_MANY_RECIPIENTS);
            }
            if (transaction.envelopeSizeWith(recipient, parameters)
                    > talk.profile.limits().envelopeSize()) {
                throw new RefusedException(Replies.ENVELOPE_TOO_LARGE);
            }
            talk.faults.announceRcpt(recipient, transaction);
            transaction.add(recipient, parameters);
            return send(Replies.RCPT_OK);
        } catch (PathException e) {
            throw new RefusedException(Replies.badRecipient(e.getMessage()), Problems.malformedAddress(e.getMessage()));
        }
    }

    private PathParser path(Command command, String keyword) throws RefusedException {
        String argument = command.argument();
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            throw RefusedException.malformed("Syntax: " + command.verb() + " " + keyword + "<address>");
        }
        PathParser path = new PathParser(argument.substring(keyword.length()));
        if (path.hasBlankBefore()) {
            talk.violated(Problems.BLANK_BEFORE_PATH, Replies.badArgument(Problems.BLANK_BEFORE_PATH.detail()));
        }
        return path;
    }

    private void checkAscii(String address, Transaction transaction) throws RefusedException {
        if (!transaction.isUtf8() && !isAscii(address)) {
            talk.violated(Problems.NON_ASCII_ADDRESS, Replies.NON_ASCII_ADDRESS);
        }
    }

    /** Who sends more than everyone takes may meet a server that does not. */
    private void checkLength(String address, Reply refusal) throws RefusedException {
        int at = address.lastIndexOf('@');
        if (Utf8.isLonger(address, 0, at, LONGEST_LOCAL_PART)) {
            talk.violated(Problems.LONG_LOCAL_PART, refusal);
        }
        if (Utf8.isLonger(address, at + 1, address.length(), LONGEST_DOMAIN)) {
            talk.violated(Problems.LONG_DOMAIN, refusal);
        }
    }

    /** A loop, as every address comes by here: the first use of a stream costs a new JVM milliseconds. */
    private static boolean isAscii(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private Transaction requireTransaction() throws RefusedException {
        Transaction transaction = talk.transaction();
        if (transaction == null) {
            throw talk.noTransaction();
        }
        return transaction;
    }

    Step data(Command command) throws RefusedException {
        Commands.requireNoArgument(command);
        Transaction transaction = requireTransaction();
        if (transaction.isChunked()) {
            throw new RefusedException(Replies.DATA_AFTER_BDAT, Problems.OUT_OF_ORDER);
        }
        if (transaction.isBinary()) {
            throw new RefusedException(Replies.BINARY_NEEDS_BDAT, Problems.OUT_OF_ORDER);
        }
        if (transaction.recipientCount() == 0) {
            throw new RefusedException(Replies.RCPT_FIRST, Problems.OUT_OF_ORDER);
        }
        talk.faults.announce(Stage.DATA);
        talk.faults.contentBegins();
        return new Step.ReadData(Replies.START_DATA, endOfData());
    }

    /** Whoever ends commands with CRLF knows how to end a text: LF.LF in it may have been smuggled in. */
    private EndOfData endOfData() {
        return talk.endedByLf && talk.profile.tolerates(Leniency.LF_ENDS_DATA)
                ? EndOfData.LF_BEFORE_ANY_CRLF
                : EndOfData.CRLF;
    }

    Step rset(Command command) throws RefusedException {
        Commands.requireNoArgument(command);
        talk.faults.announce(Stage.RSET);
        talk.transaction(null);
        return send(Replies.OK);
    }

    /** Takes the text that came after DATA. */
    Step onText(Body body) throws RefusedException {
        Transaction ended = talk.transaction();
        if (ended == null) {
            throw new IllegalStateException("No transaction is open: a text is read only after DATA");
        }
        // RFC 5321, 4.1.1.4: the end of data clears the buffers, whatever the reply.
        talk.transaction(null);
        talk.pipelining.requireTextInTurn();
        return deliver(ended, body);
    }

    /** Puts a message into the store, unless a strict server finds a fault with it. */
    Step deliver(Transaction transaction, Body body) throws RefusedException {
        if (!(body instanceof Body.Complete complete)) {
            throw Commands.notKept(body);
        }
        CapturedMessage message = new Delivery(
                        Ids.next(),
                        Instant.now(),
                        transaction.envelope(),
                        talk.record.info(),
                        complete.octets(),
                        complete.problems(),
                        talk.profile.limits())
                .toMessage(CapturedMessage.class);
        if (talk.profile.strict()) {
            refuseViolations(message);
        }
        announce(message);
        if (talk.faults.keepsMessage()) {
            // RFC 5321, 6.1: 250 is a promise, so the message is in the store before it is given.
            store(message);
        }
        return send(Replies.queued(message.id()));
    }

    /** A rule that fails a message may want it stored all the same. */
    private void announce(CapturedMessage message) throws RefusedException {
        try {
            talk.faults.announceEndOfData(message);
        } catch (FaultException e) {
            switch (Faults.storing(e.rule())) {
                case BEFORE_FAILING -> store(message);
                case AFTER_FAILING -> {
                    talk.storesLater();
                    e.afterwards(() -> storeIfItFits(message));
                }
                case NO -> {}
            }
            throw e;
        }
    }

    private void store(CapturedMessage message) throws RefusedException {
        // Whoever sees the message, and looks for it in its session, must find it there.
        talk.record.delivered(message.id());
        try {
            talk.profile.store().add(message);
        } catch (StoreFullException e) {
            talk.record.notDelivered(message.id());
            throw new RefusedException(Replies.STORE_FULL);
        }
    }

    private void storeIfItFits(CapturedMessage message) {
        try {
            store(message);
        } catch (RefusedException e) {
            talk.record.refused("(message)", e.reply().lastLine());
        } finally {
            talk.hasStored();
        }
    }

    private static void refuseViolations(CapturedMessage message) throws RefusedException {
        for (Problem problem : message.transmissionProblems()) {
            if (problem.severity() == Problem.Severity.VIOLATION) {
                throw new RefusedException(Replies.violation(problem), problem);
            }
        }
    }

    boolean offersChunks() {
        return talk.profile.offers(SmtpExtension.CHUNKING);
    }
}
