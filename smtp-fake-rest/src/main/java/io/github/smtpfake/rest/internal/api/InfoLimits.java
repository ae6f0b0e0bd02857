package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.config.Limits;
import java.time.Duration;

/** The limits of the SMTP server as {@code /api/info} shows them. */
record InfoLimits(
        long messageSize,
        int commandLine,
        int authLine,
        int envelopeSize,
        int recipients,
        int connections,
        int badCommands,
        int storedMessages,
        long storedBytes,
        Duration storedAge,
        int storedSessions,
        long storedSessionBytes,
        int transcriptLines,
        int mimeDepth,
        int mimeParts,
        int headerFields,
        int examinedText,
        Duration idleTimeout,
        Duration commandTimeout,
        Duration dataTimeout,
        Duration handshakeTimeout,
        Duration writeTimeout,
        Duration stopTimeout) {

    static InfoLimits of(Limits limits) {
        return new InfoLimits(
                limits.messageSize(),
                limits.commandLine(),
                limits.authLine(),
                limits.envelopeSize(),
                limits.recipients(),
                limits.connections(),
                limits.badCommands(),
                limits.storedMessages(),
                limits.storedBytes(),
                limits.storedAge(),
                limits.storedSessions(),
                limits.storedSessionBytes(),
                limits.transcriptLines(),
                limits.mimeDepth(),
                limits.mimeParts(),
                limits.headerFields(),
                limits.examinedText(),
                limits.idleTimeout(),
                limits.commandTimeout(),
                limits.dataTimeout(),
                limits.handshakeTimeout(),
                limits.writeTimeout(),
                limits.stopTimeout());
    }
}
