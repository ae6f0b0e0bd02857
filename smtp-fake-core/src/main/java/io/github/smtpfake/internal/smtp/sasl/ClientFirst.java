package io.github.smtpfake.internal.smtp.sasl;

import java.util.Optional;

/** A mechanism in which the client speaks first: without an initial response it is asked by an empty challenge. */
abstract class ClientFirst implements SaslExchange {

    @Override
    public final SaslStep start(Optional<byte[]> initialResponse) throws MalformedResponseException {
        return initialResponse.isPresent() ? next(initialResponse.get()) : new SaslStep.Challenge(new byte[0]);
    }
}
