package io.github.smtpfake.internal.smtp.protocol;

import static io.github.smtpfake.internal.smtp.protocol.Commands.send;

import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.Line;
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

    private static final String NAME = "BDAT";

    private final SessionState talk;
    private final MailCommands mail;
    private Chunk pending = new Chunk(0, false, null);

    /** The chunk whose octets come next, and why it will be refused, if it will. */
    private record Chunk(long size, boolean last, @Nullable RefusedException refusal) {}

    BdatCommand(SessionState talk, MailCommands mail) {
        this.talk = talk;
        this.mail = mail;
    }

    /** Returns whether octets follow this line that are no commands; takes no memory to tell. */
    static boolean isMeantBy(Line line) {
        return line.text().regionMatches(true, 0, NAME, 0, NAME.length());
    }

    /**
     * Has the octets of the chunk read. Where nobody knows how many there are, the session is over.
     *
     * @param objection why the command is refused whatever it says, if it is
     */
    Step bdat(Line line, Command command, @Nullable RefusedException objection) throws LastRefusalException {
        if (line.state() == Line.State.TOO_LONG) {
            throw new LastRefusalException(Replies.LINE_TOO_LONG, Problems.LINE_TOO_LONG);
        }
        String[] words = command.argument().split("[ \t]+");
        boolean last = words.length == 2 && Ascii.upperCase(words[1]).equals("LAST");
        boolean wellFormed = words.length == (last ? 2 : 1);
        long size = size(words[0]);
        RefusedException refusal = objection != null ? objection : wellFormed ? outOfOrder() : malformed();
        pending = new Chunk(size, last, refusal);
        announceContent(refusal);
        return new Step.ReadChunk(size, refusal == null ? room() : 0);
    }

    private long size(String word) throws LastRefusalException {
        if (!isNumber(word)) {
            RefusedException malformed = malformed();
            throw new LastRefusalException(
                    malformed.reply(), malformed.problem().orElse(null));
        }
        int zeros = 0;
        while (zeros < word.length() - 1 && word.charAt(zeros) == '0') {
            zeros++;
        }
        if (word.length() - zeros > MAX_DIGITS) {
            throw new LastRefusalException(Replies.chunkTooLarge(talk.profile.hostName()), null);
        }
        return Long.parseLong(word.substring(zeros));
    }

    private static RefusedException malformed() {
        return RefusedException.malformed("Syntax: BDAT size [LAST]");
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

    private @Nullable RefusedException outOfOrder() {
        Transaction transaction = talk.transaction();
        if (!mail.offersChunks()) {
            return new RefusedException(Replies.NOT_IMPLEMENTED);
        }
        if (transaction == null) {
            return talk.noTransaction();
        }
        if (transaction.recipientCount() == 0) {
            return new RefusedException(Replies.RCPT_FIRST, Problems.OUT_OF_ORDER);
        }
        return transaction.hasFailedChunk() ? new KnockOnException(Replies.CHUNK_FAILED) : null;
    }

    /** Not before its octets are read, as they would be run as commands otherwise. */
    private void requireWanted(Chunk chunk, @Nullable Transaction transaction) throws RefusedException {
        try {
            talk.faults.announce(Stage.COMMAND);
            if (chunk.refusal() != null) {
                throw chunk.refusal();
            }
        } catch (RefusedException e) {
            if (transaction != null) {
                transaction.chunkFails();
            }
            throw e;
        }
    }

    private long room() {
        Transaction transaction = talk.transaction();
        return talk.profile.limits().messageSize() - (transaction == null ? 0 : transaction.chunkedSize());
    }

    /** Takes the octets of the chunk that was announced last. */
    Step onChunk(Body body) throws RefusedException {
        Transaction transaction = talk.transaction();
        try {
            return onChunk(body, transaction);
        } catch (OutOfMemoryError e) {
            if (transaction != null) {
                // The message lacks this chunk.
                transaction.chunkFails();
            }
            throw e;
        }
    }

    private Step onChunk(Body body, @Nullable Transaction transaction) throws RefusedException {
        Chunk chunk = pending;
        requireWanted(chunk, transaction);
        if (transaction == null) {
            throw talk.noTransaction();
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
