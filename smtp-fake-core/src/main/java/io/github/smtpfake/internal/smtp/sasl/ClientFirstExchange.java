package io.github.smtpfake.internal.smtp.sasl;

import java.util.Optional;

/** A mechanism in which the client sends first: without an initial response, the server sends an empty challenge. */
abstract class ClientFirstExchange implements SaslExchange {

    @Override
    public final SaslStep start(Optional<byte[]> initialResponse) throws MalformedResponseException {
        return initialResponse.isPresent() ? next(initialResponse.get()) : new SaslStep.Challenge(new byte[0]);
    }
}
