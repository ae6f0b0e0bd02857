package io.github.smtpfake.jdbc;

import io.github.smtpfake.message.CapturedMessage;
import java.util.function.Function;

/**
 * What tests of the {@link Indexer} change.
 *
 * @param inBackground whether messages get their details without being asked for
 * @param mostMessages the number of messages without details from which on a new one is stored with its own
 * @param mostBytes the bytes of messages without details from which on a new one is stored with its own
 * @param parser makes the details of a message
 */
record IndexerSettings(
        boolean inBackground, long mostMessages, long mostBytes, Function<CapturedMessage, MessageDetails> parser) {
    /** A search that must complete this number of messages takes several seconds. */
    private static final long MOST_MESSAGES = 20_000;

    private static final long MOST_BYTES = 100_000_000;

    static final IndexerSettings DEFAULT = new IndexerSettings(true, MOST_MESSAGES, MOST_BYTES, MessageDetails::of);

    IndexerSettings onDemand() {
        return new IndexerSettings(false, mostMessages, mostBytes, parser);
    }

    IndexerSettings withLimits(long messages, long bytes) {
        return new IndexerSettings(inBackground, messages, bytes, parser);
    }

    IndexerSettings withParser(Function<CapturedMessage, MessageDetails> newParser) {
        return new IndexerSettings(inBackground, mostMessages, mostBytes, newParser);
    }
}
