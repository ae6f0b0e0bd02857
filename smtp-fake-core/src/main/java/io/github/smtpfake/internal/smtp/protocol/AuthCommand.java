package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.internal.delivery.SessionRemark;
import io.github.smtpfake.internal.smtp.sasl.MalformedResponseException;
import io.github.smtpfake.internal.smtp.sasl.Mechanism;
import io.github.smtpfake.internal.smtp.sasl.SaslExchange;
import io.github.smtpfake.internal.smtp.sasl.SaslStep;
import io.github.smtpfake.session.Authentication;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** AUTH and the responses to its challenges (RFC 4954, 4). */
final class AuthCommand {
    private final SessionState state;
    private @Nullable Exchange current;

    private record Exchange(Mechanism mechanism, SaslExchange sasl) {}

    AuthCommand(SessionState state) {
        this.state = state;
    }

    /** Returns whether the next line is a response to a challenge and not a command. */
    boolean isUnderWay() {
        return current != null;
    }

    /** Returns the mechanism of the exchange that is under way; empty if there is none. */
    Optional<String> mechanism() {
        return Optional.ofNullable(current).map(exchange -> exchange.mechanism().saslName());
    }

    /** Cancels the exchange that is under way. */
    void cancel() {
        current = null;
    }

    Step auth(Command command) throws RejectedException {
        if (!state.profile().offers(SmtpExtension.AUTH)) {
            throw new RejectedException(Replies.NOT_IMPLEMENTED);
        }
        if (!state.isGreeted()) {
            throw new RejectedException(Replies.EHLO_FIRST, Problems.MISSING_EHLO);
        }
        if (state.isAuthenticated()) {
            throw new RejectedException(Replies.AUTH_ALREADY, Problems.OUT_OF_ORDER);
        }
        if (state.transaction() != null) {
            throw new RejectedException(Replies.AUTH_IN_TRANSACTION, Problems.OUT_OF_ORDER);
        }
        String[] words = command.argument().split(" +");
        if (words[0].isEmpty() || words.length > 2) {
            throw RejectedException.malformed("Syntax: AUTH mechanism [initial-response]");
        }
        Mechanism mechanism = Mechanism.of(words[0], state.profile().users())
                .orElseThrow(() -> new RejectedException(Replies.UNKNOWN_MECHANISM));
        Optional<byte[]> initial = words.length == 1 ? Optional.empty() : Optional.of(initialResponse(words[1]));
        SaslExchange sasl =
                mechanism.exchange(state.profile().users(), state.profile().hostName());
        try {
            return answer(new Exchange(mechanism, sasl), sasl.start(initial));
        } catch (MalformedResponseException e) {
            throw new RejectedException(Replies.malformedResponse(e.getMessage()), Problems.MALFORMED_RESPONSE);
        }
    }

    /** RFC 4954, 4: a single equals sign is an empty initial response. */
    private byte[] initialResponse(String word) throws RejectedException {
        return word.equals("=") ? new byte[0] : decode(word);
    }

    Step response(String text) throws RejectedException {
        Exchange exchange = current;
        if (exchange == null) {
            throw new IllegalStateException("No challenge was sent");
        }
        current = null;
        // RFC 5321, 4.1.1: white space at the end of a line is tolerated.
        String line = text.stripTrailing();
        if (line.equals("*")) {
            throw new RejectedException(Replies.AUTH_CANCELLED);
        }
        try {
            return answer(exchange, exchange.sasl().next(decode(line)));
        } catch (MalformedResponseException e) {
            throw new RejectedException(Replies.malformedResponse(e.getMessage()), Problems.MALFORMED_RESPONSE);
        }
    }

    private Step answer(Exchange exchange, SaslStep step) throws RejectedException {
        if (step instanceof SaslStep.Challenge challenge) {
            current = exchange;
            return new Step.Send(Replies.challenge(challenge.bytes()));
        }
        if (step instanceof SaslStep.Success success) {
            Authentication authentication =
                    new Authentication(success.user(), exchange.mechanism().saslName());
            state.rules().announceAuth(authentication);
            state.authenticate(authentication);
            return new Step.Send(Replies.AUTHENTICATED);
        }
        if (step instanceof SaslStep.Busy) {
            throw new RejectedException(Replies.AUTH_BUSY);
        }
        if (step instanceof SaslStep.Failure failure) {
            state.record().failedToLogIn(remark(failure.reason()), failure.users());
        }
        throw new RejectedException(Replies.BAD_CREDENTIALS);
    }

    private static SessionRemark remark(SaslStep.Reason reason) {
        return switch (reason) {
            case UNKNOWN_USER -> SessionRemark.UNKNOWN_USER;
            case WRONG_PASSWORD -> SessionRemark.WRONG_PASSWORD;
            case UNKNOWN_TOKEN -> SessionRemark.UNKNOWN_TOKEN;
            case INVALID_EXCHANGE -> SessionRemark.INVALID_EXCHANGE;
        };
    }

    private byte[] decode(String base64) throws RejectedException {
        // RFC 4954, 4 demands the padding, which Java's decoder does not.
        boolean padded = base64.length() % 4 == 0;
        if (!padded && !state.profile().allows(Leniency.UNPADDED_BASE64)) {
            throw new RejectedException(Replies.NOT_BASE64, Problems.MALFORMED_RESPONSE);
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(base64);
            if (!padded) {
                state.record().problem(Problems.UNPADDED_BASE64);
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw new RejectedException(Replies.NOT_BASE64, Problems.MALFORMED_RESPONSE);
        }
    }
}
