package io.github.smtpfake.internal.protocol;

import io.github.smtpfake.config.Extension;
import io.github.smtpfake.inbox.StoreFullException;
import io.github.smtpfake.internal.protocol.PathParser.PathException;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.Envelope;
import io.github.smtpfake.message.SessionEnd;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of an SMTP session: answers each line, and each message text, with the next step. Used by one thread
 * at a time.
 */
public final class Session {
    private static final String MESSAGE = "(message)";

    private final Profile profile;
    private final SessionRecord record;
    private boolean greeted;
    private @Nullable Transaction transaction;
    private int badCommands;

    /** @param client address and port of the client, for the record of the session */
    public Session(Profile profile, String client) {
        this.profile = profile;
        this.record = new SessionRecord(client);
        profile.store().add(record);
    }

    /** Returns the greeting, which comes before the client's first line. */
    public Step open() {
        return new Step.Send(profile.greeting());
    }

    /** Answers a command line. */
    public Step onLine(Line line) {
        if (HttpGuard.isHttp(line.text())) {
            return refuse(line.text(), Replies.notHttp(profile.hostName()));
        }
        try {
            return switch (line.state()) {
                case TOO_LONG -> throw new RefusedException(Replies.LINE_TOO_LONG);
                case NOT_UTF8 -> throw new RefusedException(Replies.NOT_UTF8);
                case SOUND -> carryOut(Command.parse(line.text()));
            };
        } catch (RefusedException e) {
            return refused(line.text(), e.reply());
        }
    }

    private Step carryOut(Command command) throws RefusedException {
        return switch (command.verb()) {
            case EHLO -> hello(command, profile.extendedHello());
            case HELO -> hello(command, Replies.hello(profile.hostName()));
            case MAIL -> mail(command);
            case RCPT -> rcpt(command);
            case DATA -> data(command);
            case RSET -> rset(command);
            case NOOP -> send(Replies.OK);
            case VRFY -> vrfy(command);
            case HELP -> help();
            case QUIT -> quit(command);
            case EXPN, TURN, SEND, SOML, SAML, ETRN, AUTH, STARTTLS, BDAT ->
                throw new RefusedException(Replies.NOT_IMPLEMENTED);
            case UNKNOWN -> throw new RefusedException(Replies.UNKNOWN_COMMAND);
        };
    }

    private Step hello(Command command, Reply reply) throws RefusedException {
        if (command.argument().isEmpty()) {
            throw new RefusedException(Replies.DOMAIN_EXPECTED);
        }
        greeted = true;
        record.hello(command.argument());
        // RFC 5321, 4.1.4: EHLO in mid-transaction is like RSET.
        transaction(null);
        return send(reply);
    }

    private Step mail(Command command) throws RefusedException {
        if (!greeted) {
            throw new RefusedException(Replies.EHLO_FIRST);
        }
        if (transaction != null) {
            throw new RefusedException(Replies.NESTED_MAIL);
        }
        PathParser path = new PathParser(afterKeyword(command, "FROM:"));
        try {
            String sender = path.reversePath();
            Map<String, String> parameters = Parameters.parse(path.rest());
            MailParameters.check(parameters, profile);
            transaction(new Transaction(sender, parameters));
            return send(Replies.MAIL_OK);
        } catch (PathException e) {
            throw new RefusedException(Replies.badSender(e.getMessage()));
        }
    }

    private Step rcpt(Command command) throws RefusedException {
        if (transaction == null) {
            throw new RefusedException(Replies.MAIL_FIRST);
        }
        PathParser path = new PathParser(afterKeyword(command, "TO:"));
        try {
            String recipient = path.forwardPath();
            Map<String, String> parameters = Parameters.parse(path.rest());
            if (!parameters.isEmpty()) {
                throw new RefusedException(
                        Replies.unknownParameter(parameters.keySet().iterator().next()));
            }
            if (transaction.recipientCount() >= profile.limits().recipients()) {
                throw new RefusedException(Replies.TOO_MANY_RECIPIENTS);
            }
            transaction.add(recipient, parameters);
            return send(Replies.RCPT_OK);
        } catch (PathException e) {
            throw new RefusedException(Replies.badRecipient(e.getMessage()));
        }
    }

    private static String afterKeyword(Command command, String keyword) throws RefusedException {
        String argument = command.argument();
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) {
            throw new RefusedException(Replies.badArgument("Syntax: " + command.verb() + " " + keyword + "<address>"));
        }
        return argument.substring(keyword.length());
    }

    private Step data(Command command) throws RefusedException {
        noArgument(command);
        if (transaction == null) {
            throw new RefusedException(Replies.MAIL_FIRST);
        }
        if (transaction.recipientCount() == 0) {
            throw new RefusedException(Replies.RCPT_FIRST);
        }
        return new Step.ReadData(Replies.START_DATA);
    }

    /** Answers the text of a message, which came after {@link Step.ReadData}. */
    public Step onBody(Body body) {
        Transaction ended = transaction;
        if (ended == null) {
            throw new IllegalStateException("No transaction is open: a body is read only after DATA");
        }
        // RFC 5321, 4.1.1.4: the end of data clears the buffers, whatever the reply.
        transaction(null);
        return body instanceof Body.Complete complete
                ? deliver(ended.envelope(), complete.raw())
                : refused(MESSAGE, Replies.TOO_BIG);
    }

    private Step deliver(Envelope envelope, byte[] raw) {
        CapturedMessage message = new CapturedMessage(Ids.next(), Instant.now(), envelope, record.info(), raw);
        try {
            // RFC 5321, 6.1: 250 is a promise, so the message is in the store before it is given.
            profile.store().add(message);
        } catch (StoreFullException e) {
            return refused(MESSAGE, Replies.STORE_FULL);
        }
        record.delivered(message.id());
        return send(Replies.queued(message.id()));
    }

    private Step rset(Command command) throws RefusedException {
        noArgument(command);
        transaction(null);
        return send(Replies.OK);
    }

    private Step vrfy(Command command) throws RefusedException {
        if (command.argument().isEmpty()) {
            throw new RefusedException(Replies.STRING_EXPECTED);
        }
        return send(Replies.CANNOT_VERIFY);
    }

    private Step help() throws RefusedException {
        if (!profile.offers(Extension.HELP)) {
            throw new RefusedException(Replies.NOT_IMPLEMENTED);
        }
        return send(profile.help());
    }

    private Step quit(Command command) throws RefusedException {
        noArgument(command);
        return close(Replies.bye(profile.hostName()), SessionEnd.QUIT);
    }

    private static void noArgument(Command command) throws RefusedException {
        if (!command.argument().isEmpty()) {
            throw new RefusedException(Replies.NO_ARGUMENT);
        }
    }

    private void transaction(@Nullable Transaction current) {
        transaction = current;
        record.transaction(current);
    }

    private Step refused(String command, Reply reply) {
        if (reply.isBadCommand() && ++badCommands > profile.limits().badCommands()) {
            return refuse(command, Replies.tooManyErrors(profile.hostName()));
        }
        record.refused(command, shown(reply));
        profile.store().changed(record);
        return send(reply);
    }

    /** Ends the session with a 421 that answers a command. */
    private Step.Close refuse(String command, Reply reply) {
        record.refused(command, shown(reply));
        return close(reply, SessionEnd.REFUSED);
    }

    /** Ends the session because there are too many of them. */
    public Step.Close onTooManyConnections() {
        return refuse("(connect)", Replies.tooManyConnections(profile.hostName()));
    }

    /** Ends the session because the client was silent for too long. */
    public Step onTimeout() {
        return close(Replies.timeout(profile.hostName()), SessionEnd.TIMEOUT);
    }

    /** Ends the session because the server stops. */
    public Step onStop() {
        return close(Replies.stopping(profile.hostName()), SessionEnd.STOPPED);
    }

    /** Ends the session because the server has a fault of its own. */
    public Step onInternalError() {
        return close(Replies.internalError(profile.hostName()), SessionEnd.REFUSED);
    }

    /** Takes note that the connection is over. The first end counts: after a QUIT it is not a disconnect. */
    public void onEnd(SessionEnd end) {
        if (record.ended(end)) {
            profile.store().changed(record);
        }
    }

    private Step.Close close(Reply reply, SessionEnd end) {
        onEnd(end);
        return new Step.Close(shown(reply));
    }

    private Step send(Reply reply) {
        return new Step.Send(shown(reply));
    }

    private Reply shown(Reply reply) {
        return profile.offers(Extension.ENHANCED_STATUS_CODES) ? reply : reply.withoutStatus();
    }
}
