package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.smtp.wire.Body;
import io.github.smtpfake.internal.smtp.wire.Line;
import io.github.smtpfake.internal.text.Ascii;
import io.github.smtpfake.rules.Stage;
import org.jspecify.annotations.Nullable;

/**
 * BDAT (RFC 3030, 2): a message in chunks of a given size. The chunk is read even if the command is rejected, because
 * otherwise its bytes would be executed as commands.
 */
final class BdatCommand {
    /** A size with more digits is more than any client can send. */
    private static final int MAX_DIGITS = 18;

    private static final String NAME = "BDAT";

    private final SessionState state;
    private final MailCommands mail;
    private @Nullable Chunk expected;

    /** The chunk that is read next, and its rejection, or null. */
    private record Chunk(long size, boolean last, @Nullable RejectedException rejection) {}

    BdatCommand(SessionState state, MailCommands mail) {
        this.state = state;
        this.mail = mail;
    }

    /** Returns whether a chunk follows this line; needs no memory. */
    static boolean isBdat(Line line) {
        String text = line.text();
        return text.regionMatches(true, 0, NAME, 0, NAME.length())
                && (text.length() == NAME.length() || text.charAt(NAME.length()) <= ' ');
    }

    boolean expectsChunk() {
        return expected != null;
    }

    /**
     * Returns the step that reads the chunk. If its size is unknown, the session ends.
     *
     * @param objection the rejection of the command regardless of its argument, or null
     */
    Step bdat(Line line, Command command, @Nullable RejectedException objection) throws SessionRejectedException {
        if (line.state() == Line.State.TOO_LONG) {
            throw new SessionRejectedException(Replies.LINE_TOO_LONG, Problems.LINE_TOO_LONG);
        }
        String[] words = command.argument().split("[ \t]+");
        Transaction transaction = state.transaction();
        boolean first = transaction != null && !transaction.isChunked();
        boolean last = words.length == 2 && Ascii.upperCase(words[1]).equals("LAST");
        boolean wellFormed = words.length == (last ? 2 : 1);
        long size = size(words[0]);
        RejectedException rejection = objection != null ? objection : wellFormed ? outOfOrder() : malformed();
        beginContent(rejection);
        expected = new Chunk(size, last, rejection);
        return new Step.ReadChunk(size, rejection == null ? room() : 0, first);
    }

    private long size(String word) throws SessionRejectedException {
        if (!isNumber(word)) {
            RejectedException malformed = malformed();
            throw new SessionRejectedException(
                    malformed.reply(), malformed.problem().orElse(null));
        }
        int zeros = 0;
        while (zeros < word.length() - 1 && word.charAt(zeros) == '0') {
            zeros++;
        }
        if (word.length() - zeros > MAX_DIGITS) {
            throw new SessionRejectedException(
                    Replies.chunkTooLarge(state.profile().hostName()), null);
        }
        return Long.parseLong(word.substring(zeros));
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static RejectedException malformed() {
        return RejectedException.malformed("Syntax: BDAT size [LAST]");
    }

    private @Nullable RejectedException outOfOrder() {
        Transaction transaction = state.transaction();
        if (!mail.offersChunks()) {
            return new RejectedException(Replies.NOT_IMPLEMENTED);
        }
        if (transaction == null) {
            return state.noTransaction();
        }
        if (!transaction.hasRecipients()) {
            return new RejectedException(Replies.RCPT_FIRST, Problems.OUT_OF_ORDER);
        }
        return transaction.hasFailedChunk() ? RejectedException.consequential(Replies.CHUNK_FAILED) : null;
    }

    private void beginContent(@Nullable RejectedException rejection) {
        Transaction transaction = state.transaction();
        if (rejection != null || transaction == null) {
            state.rules().endContent();
        } else if (!transaction.isChunked()) {
            state.rules().beginContent();
        }
    }

    private long room() {
        Transaction transaction = state.transaction();
        return state.profile().limits().messageSize() - (transaction == null ? 0 : transaction.chunkedSize());
    }

    /** Accepts the chunk that was announced last. If anything fails, its message remains incomplete. */
    Step onChunk(Body body) throws RejectedException {
        Chunk chunk = expected;
        if (chunk == null) {
            throw new IllegalStateException("No chunk is expected");
        }
        expected = null;
        Transaction transaction = state.transaction();
        boolean accepted = false;
        try {
            Step answer = accept(chunk, body);
            accepted = true;
            return answer;
        } finally {
            if (transaction != null) {
                settle(transaction, accepted);
            }
        }
    }

    private void settle(Transaction transaction, boolean accepted) {
        if (state.transaction() != transaction) {
            // The session no longer knows it, so nobody else gives its memory back.
            transaction.close();
        } else if (!accepted) {
            transaction.failChunk();
        }
    }

    private Step accept(Chunk chunk, Body body) throws RejectedException {
        // Announced only now, because a rule may reject the command, and the chunk would be executed as commands.
        state.rules().announce(Stage.COMMAND);
        if (chunk.rejection() != null) {
            throw chunk.rejection();
        }
        Transaction transaction = state.requireTransaction();
        transaction.beginChunk();
        state.rules().announce(Stage.BDAT);
        if (chunk.last()) {
            state.completeTransaction();
        }
        Body.Complete complete = MailCommands.requireComplete(body);
        if (!transaction.addChunk(complete)) {
            throw new RejectedException(Replies.OUT_OF_MEMORY);
        }
        if (!chunk.last()) {
            return new Step.Send(Replies.chunkReceived(chunk.size()));
        }
        RawMessage message = transaction.joinedChunks();
        if (message == null) {
            throw new RejectedException(Replies.OUT_OF_MEMORY);
        }
        return mail.deliver(transaction, complete.with(message));
    }
}
