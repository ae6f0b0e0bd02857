package io.github.smtpfake.rest.internal;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.LimitsBuilder;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;

/** Reads the options of {@link Option.Group#LIMITS}. */
final class LimitOptions {
    private static final long MAX_MESSAGE_BYTES = 1L << 30;
    /** The maximum size of the messages in a file by default. Unlike the store in memory, it does not depend on the heap. */
    private static final long FILE_BYTES = 4L << 30;

    private static final int MAX_LINE_BYTES = 1 << 20;
    private static final int MAX_DEPTH = 200;

    private LimitOptions() {}

    static Limits read(CommandLine line) throws UsageException {
        LimitsBuilder limits = Limits.builder();
        if (line.has(Option.STORE)) {
            limits.storedBytes(FILE_BYTES);
        }
        for (Option option : Option.values()) {
            Given given = line.value(option);
            if (option.group() == Option.Group.LIMITS && given != null && !isNone(option, given)) {
                set(limits, option, given);
            }
        }
        return limits.build();
    }

    /** Returns whether a flag of Mailpit has no value, which is the same as not giving it. */
    private static boolean isNone(Option option, Given given) {
        return option.isOverridable() && given.text().isBlank();
    }

    private static void set(LimitsBuilder limits, Option option, Given given) throws UsageException {
        switch (option) {
            case MAX_MESSAGE_SIZE -> limits.messageSize(messageSize(given));
            case MAX_MESSAGES -> limits.storedMessages(count(given));
            case MAX_STORE_SIZE -> limits.storedBytes(Values.size(given, Long.MAX_VALUE));
            case MAX_AGE -> limits.storedAge(Values.durationOrZero(given));
            case MAX_SESSIONS -> limits.storedSessions(count(given));
            case MAX_SESSION_LOG_SIZE -> limits.storedSessionBytes(Values.size(given, Long.MAX_VALUE));
            case MAX_TRANSCRIPT_LINES -> limits.transcriptLines(count(given));
            case MAX_MIME_DEPTH -> limits.mimeDepth(Values.number(given, 1, MAX_DEPTH));
            case MAX_MIME_PARTS -> limits.mimeParts(count(given));
            case MAX_HEADER_FIELDS -> limits.headerFields(count(given));
            case MAX_EXAMINED_TEXT -> limits.examinedText(count(given));
            case MAX_ENVELOPE_SIZE -> limits.envelopeSize((int) Values.size(given, Integer.MAX_VALUE));
            case MAX_RECIPIENTS -> limits.recipients(count(given));
            case MAX_CONNECTIONS -> limits.connections(count(given));
            case MAX_BAD_COMMANDS -> limits.badCommands(count(given));
            case MAX_COMMAND_LINE -> limits.commandLine((int) Values.size(given, MAX_LINE_BYTES));
            case MAX_AUTH_LINE -> limits.authLine((int) Values.size(given, MAX_LINE_BYTES));
            case IDLE_TIMEOUT -> limits.idleTimeout(Values.duration(given));
            case COMMAND_TIMEOUT -> limits.commandTimeout(Values.duration(given));
            case DATA_TIMEOUT -> limits.dataTimeout(Values.duration(given));
            case HANDSHAKE_TIMEOUT -> limits.handshakeTimeout(Values.duration(given));
            case WRITE_TIMEOUT -> limits.writeTimeout(Values.duration(given));
            case STOP_TIMEOUT -> limits.stopTimeout(Values.durationOrZero(given));
            default -> throw new IllegalStateException("Not a limit: " + option);
        }
    }

    /**
     * Reads a small number without a unit as Mailpit does, whose flag of the same name is in MiB, and for which 0 means
     * unlimited.
     */
    private static long messageSize(Given given) throws UsageException {
        String text = given.text().strip();
        if (text.matches("[0-9]{1,3}")) {
            long bytes = Long.parseLong(text) << 20;
            return bytes == 0 ? MAX_MESSAGE_BYTES : bytes;
        }
        return Values.size(given, MAX_MESSAGE_BYTES);
    }

    private static int count(Given given) throws UsageException {
        return Values.number(given, 1, Integer.MAX_VALUE);
    }
}
