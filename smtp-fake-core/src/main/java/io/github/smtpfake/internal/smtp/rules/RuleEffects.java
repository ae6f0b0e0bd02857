package io.github.smtpfake.internal.smtp.rules;

import io.github.smtpfake.rules.Rate;
import io.github.smtpfake.rules.RuleAction;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.TlsFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The combined effects of the actions of a rule on a session. Immutable. */
public final class RuleEffects {
    private Duration delay = Duration.ZERO;
    private @Nullable ScriptedReply reply;
    private @Nullable String malformedReply;
    private boolean dropsReply;
    private Ending ending = Ending.NONE;
    private @Nullable Rate rate;
    private Storing storing = Storing.UNLESS_REJECTED;
    private @Nullable TlsFault tlsFault;

    /**
     * A reply that replaces the server's own.
     *
     * @param code 200 to 599
     * @param status the enhanced status code (RFC 3463); empty for a reply without one
     * @param lines the text of each line, without code and status
     */
    public record ScriptedReply(int code, String status, List<String> lines) {
        boolean isRejection() {
            return code >= 400;
        }
    }

    /** How a rule ends the dialogue without a reply. */
    public enum Ending {
        /** The dialogue continues. */
        NONE,
        /** The connection is closed. */
        CLOSE,
        /** The connection is reset. */
        RESET,
        /** The connection stays open, but no further command is executed or answered. */
        STALL
    }

    /** When a message is stored. */
    public enum Storing {
        /** Before the reply that accepts it; a rejected message is not stored. */
        UNLESS_REJECTED,
        /** Before the server rejects it or ends the session. */
        BEFORE_FAILING,
        /** After the client received the rejection. */
        AFTER_FAILING,
        /** Never. */
        NEVER
    }

    private RuleEffects() {}

    static RuleEffects of(RuleDefinition definition) {
        RuleEffects effects = new RuleEffects();
        RuleAction.Visitor collector = effects.new Collector();
        for (RuleAction action : definition.actions()) {
            action.accept(collector);
        }
        return effects;
    }

    /** Returns whether the server rejects the command or message, or ends the dialogue without a reply. */
    public boolean rejects() {
        return reply().filter(ScriptedReply::isRejection).isPresent()
                || malformedReply != null
                || ending != Ending.NONE;
    }

    /** Returns how long the session waits before the other effects; zero if it does not wait. */
    public Duration delay() {
        return delay;
    }

    /** Returns the reply that replaces the server's reply. */
    public Optional<ScriptedReply> reply() {
        return Optional.ofNullable(reply);
    }

    /** Returns the line that is sent instead of a reply. */
    public Optional<String> malformedReply() {
        return Optional.ofNullable(malformedReply);
    }

    /** Returns whether the server executes the command and sends no reply. */
    public boolean dropsReply() {
        return dropsReply;
    }

    /** Returns how the rule ends the dialogue without a reply. */
    public Ending ending() {
        return ending;
    }

    /** Returns the rate that the connection or the message is slowed down to. */
    public Optional<Rate> rate() {
        return Optional.ofNullable(rate);
    }

    /** Returns when the message is stored. */
    public Storing storing() {
        return storing;
    }

    /** Returns why the TLS handshake fails. */
    public Optional<TlsFault> tlsFault() {
        return Optional.ofNullable(tlsFault);
    }

    /** Sets the effects during construction. */
    private final class Collector implements RuleAction.Visitor {

        @Override
        public void delay(Duration duration) {
            delay = duration;
        }

        @Override
        public void reply(int code, String status, List<String> lines) {
            reply = new ScriptedReply(code, status, lines);
        }

        @Override
        public void malformedReply(String line) {
            malformedReply = line;
        }

        @Override
        public void dropReply() {
            dropsReply = true;
        }

        @Override
        public void disconnect(boolean reset) {
            ending = reset ? Ending.RESET : Ending.CLOSE;
        }

        @Override
        public void stall() {
            ending = Ending.STALL;
        }

        @Override
        public void throttle(Rate limit) {
            rate = limit;
        }

        @Override
        public void storeBeforeFailing() {
            storing = Storing.BEFORE_FAILING;
        }

        @Override
        public void storeAfterFailing() {
            storing = Storing.AFTER_FAILING;
        }

        @Override
        public void acceptAndDiscard() {
            storing = Storing.NEVER;
        }

        @Override
        public void present(TlsFault fault) {
            tlsFault = fault;
        }
    }
}
