package io.github.smtpfake.internal.protocol;

import static io.github.smtpfake.internal.protocol.Commands.send;

import io.github.smtpfake.internal.text.Ascii;
import io.github.smtpfake.rules.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * BDAT (RFC 3030, 2): a message in chunks of counted octets. The octets of a chunk are read off even if the command is
 * refused, for they would be run as commands otherwise.
 */
final class BdatCommand {
    /** More digits than this are no size that anybody can send. */
    private static final int MAX_DIGITS = 18;

    private final Talk talk;
    private final MailCommands mail;
    private Chunk pending = new Chunk(0, false, null);

    /** The chunk whose octets come next, and why it will be refused, if it will. */
    private record Chunk(long size, boolean last, @Nullable RefusedException refusal) {}

    BdatCommand(Talk talk, MailCommands mail) {
        this.talk = talk;
        this.mail = mail;
    }

    Step bdat(Command command) throws RefusedException {
        String[] words = command.argument().split(" +");
        boolean last = words.length == 2 && Ascii.upperCase(words[1]).equals("LAST");
        boolean wellFormed = words.length == (last ? 2 : 1) && isNumber(words[0]);
        if (!wellFormed) {
            throw new RefusedException(Replies.badArgument("Syntax: BDAT size [LAST]"));
        }
        if (words[0].length() > MAX_DIGITS) {
            // Nobody can send so much, and whatever follows are octets of the chunk and no commands.
            return new Step.Close(Replies.TOO_BIG);
        }
        long size = Long.parseLong(words[0]);
        RefusedException refusal = refusal();
        pending = new Chunk(size, last, refusal);
        announceContent(refusal);
        return new Step.ReadChunk(size, refusal == null ? room() : 0);
    }

    private void announceContent(@Nullable RefusedException refusal) {
        Transaction transaction = talk.transaction();
        if (refusal != null || transaction == null) {
            talk.faults.contentIsOver();
        } else if (!transaction.isChunked()) {
            talk.faults.contentBegins();
        }
    }

    private void announceChunk(Transaction transaction) throws FaultException {
        try {
            talk.faults.announce(Stage.BDAT);
        } catch (FaultException e) {
            transaction.chunkFails();
            throw e;
        }
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private @Nullable RefusedException refusal() {
        Transaction transaction = talk.transaction();
        if (!mail.offersChunks()) {
            return new RefusedException(Replies.NOT_IMPLEMENTED);
        }
        if (transaction == null) {
            return new RefusedException(Replies.MAIL_FIRST, Problems.OUT_OF_ORDER);
        }
        if (transaction.recipientCount() == 0) {
            return new RefusedException(Replies.RCPT_FIRST, Problems.OUT_OF_ORDER);
        }
        return transaction.hasFailedChunk() ? new RefusedException(Replies.CHUNK_FAILED, Problems.OUT_OF_ORDER) : null;
    }

    private long room() {
        Transaction transaction = talk.transaction();
        return talk.profile.limits().messageSize() - (transaction == null ? 0 : transaction.chunkedSize());
    }

    /** Takes the octets of the chunk that was announced last. */
    Step onChunk(Body body) throws RefusedException {
        Chunk chunk = pending;
        // Not before, as the octets would be run as commands if they were not read.
        talk.faults.announce(Stage.COMMAND);
        Transaction transaction = talk.transaction();
        if (chunk.refusal() != null || transaction == null) {
            throw chunk.refusal() != null ? chunk.refusal() : new RefusedException(Replies.MAIL_FIRST);
        }
        transaction.chunkBegins();
        announceChunk(transaction);
        if (chunk.last()) {
            talk.transaction(null);
        }
        if (!(body instanceof Body.Complete complete)) {
            transaction.chunkFails();
            throw Commands.notKept(body);
        }
        transaction.addChunk(complete.octets());
        if (!chunk.last()) {
            return send(Replies.chunkReceived(chunk.size()));
        }
        return mail.deliver(transaction, Body.of(transaction.joinedChunks(), List.of()));
    }
}
