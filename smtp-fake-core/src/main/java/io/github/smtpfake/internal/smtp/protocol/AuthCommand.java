package io.github.smtpfake.internal.smtp.protocol;

import static io.github.smtpfake.internal.smtp.protocol.Commands.send;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.smtp.sasl.MalformedResponseException;
import io.github.smtpfake.internal.smtp.sasl.Mechanism;
import io.github.smtpfake.internal.smtp.sasl.SaslExchange;
import io.github.smtpfake.internal.smtp.sasl.SaslStep;
import io.github.smtpfake.session.Authentication;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** AUTH, and the lines that answer its challenges (RFC 4954, 4). */
final class AuthCommand {
    private final SessionState talk;
    private @Nullable Exchange current;

    private record Exchange(Mechanism mechanism, SaslExchange sasl) {}

    AuthCommand(SessionState talk) {
        this.talk = talk;
    }

    /** Returns whether the next line answers a challenge, so that it is no command. */
    boolean isUnderWay() {
        return current != null;
    }

    /** Ends an exchange that cannot be brought to its end. */
    void abandon() {
        current = null;
    }

    Step auth(Command command) throws RefusedException {
        if (!talk.profile.offers(SmtpExtension.AUTH)) {
            throw new RefusedException(Replies.NOT_IMPLEMENTED);
        }
        if (!talk.greeted) {
            throw new RefusedException(Replies.EHLO_FIRST, Problems.MISSING_EHLO);
        }
        if (talk.authenticated) {
            throw new RefusedException(Replies.AUTH_ALREADY, Problems.OUT_OF_ORDER);
        }
        if (talk.transaction() != null) {
            throw new RefusedException(Replies.AUTH_IN_TRANSACTION, Problems.OUT_OF_ORDER);
        }
        String[] words = command.argument().split(" +");
        if (words[0].isEmpty() || words.length > 2) {
            throw RefusedException.malformed("Syntax: AUTH mechanism [initial-response]");
        }
        Mechanism mechanism = Mechanism.of(words[0], talk.profile.users())
                .orElseThrow(() -> new RefusedException(Replies.UNKNOWN_MECHANISM));
        Optional<byte[]> initial = words.length == 1 ? Optional.empty() : Optional.of(initialResponse(words[1]));
        SaslExchange sasl = mechanism.exchange(talk.profile.users(), talk.profile.hostName());
        try {
            return answer(new Exchange(mechanism, sasl), sasl.start(initial));
        } catch (MalformedResponseException e) {
            throw new RefusedException(Replies.malformedResponse(e.getMessage()), Problems.MALFORMED_RESPONSE);
        }
    }

    /** RFC 4954, 4: a single equals sign is an initial response of no octets. */
    private static byte[] initialResponse(String word) throws RefusedException {
        return word.equals("=") ? new byte[0] : decode(word);
    }

    Step response(String text) throws RefusedException {
        Exchange exchange = current;
        if (exchange == null) {
            throw new IllegalStateException("No challenge was given");
        }
        current = null;
        // RFC 5321, 4.1.1: white space at the end is to be tolerated.
        String line = text.stripTrailing();
        if (line.equals("*")) {
            throw new RefusedException(Replies.AUTH_CANCELLED);
        }
        try {
            return answer(exchange, exchange.sasl().next(decode(line)));
        } catch (MalformedResponseException e) {
            throw new RefusedException(Replies.malformedResponse(e.getMessage()), Problems.MALFORMED_RESPONSE);
        }
    }

    private Step answer(Exchange exchange, SaslStep step) throws RefusedException {
        if (step instanceof SaslStep.Challenge challenge) {
            current = exchange;
            return send(Replies.challenge(challenge.octets()));
        }
        if (step instanceof SaslStep.Success success) {
            Authentication who =
                    new Authentication(success.user(), exchange.mechanism().saslName());
            talk.faults.announceAuth(who);
            talk.authenticated = true;
            talk.record.authenticated(who);
            return send(Replies.AUTHENTICATED);
        }
        throw new RefusedException(Replies.BAD_CREDENTIALS);
    }

    private static byte[] decode(String base64) throws RefusedException {
        // RFC 4954, 4 wants the padding, which Java's decoder does without.
        if (base64.length() % 4 != 0) {
            throw new RefusedException(Replies.NOT_BASE64, Problems.MALFORMED_RESPONSE);
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Replies.NOT_BASE64, Problems.MALFORMED_RESPONSE);
        }
    }
}
