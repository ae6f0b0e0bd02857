package io.github.smtpfake.internal.smtp.sasl;

import java.util.Optional;

/** One attempt to authenticate. */
public interface SaslExchange {

    /**
     * Starts the exchange.
     *
     * @param initialResponse the initial response of the AUTH command, if it has one
     */
    SaslStep start(Optional<byte[]> initialResponse) throws MalformedResponseException;

    /** Accepts the response to the last challenge. */
    SaslStep next(byte[] response) throws MalformedResponseException;
}
