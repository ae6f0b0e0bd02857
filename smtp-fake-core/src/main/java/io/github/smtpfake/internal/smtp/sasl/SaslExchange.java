package io.github.smtpfake.internal.smtp.sasl;

import java.util.Optional;

/** One attempt to log in. */
public interface SaslExchange {

    /**
     * Begins the exchange.
     *
     * @param initialResponse what stood behind the mechanism in the AUTH command, if anything did
     */
    SaslStep start(Optional<byte[]> initialResponse) throws MalformedResponseException;

    /** Takes the response to the last challenge. */
    SaslStep next(byte[] response) throws MalformedResponseException;
}
