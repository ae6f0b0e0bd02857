package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.Objects;

/** Actions that delay, slow down or end the connection, or make its TLS handshake fail. */
final class ConnectionActions {

    private ConnectionActions() {}

    record Delay(Duration duration) implements RuleAction {
        private static final Duration LONGEST = Duration.ofHours(1);

        Delay {
            Objects.requireNonNull(duration, "duration");
            if (duration.isZero() || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("delay must be more than 0 and at most an hour, not " + duration
                        + "; to send no reply at all, use stall()");
            }
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return true;
        }

        @Override
        public String describe() {
            return "delay " + duration.toMillis() + " ms";
        }

        @Override
        public String jsonName() {
            return "delay";
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.delay(duration);
        }
    }

    enum Disconnect implements RuleAction {
        CLOSE,
        RESET;

        @Override
        public boolean appliesAt(Stage stage) {
            return true;
        }

        @Override
        public String describe() {
            return this == RESET ? "reset" : "disconnect";
        }

        @Override
        public String jsonName() {
            return "disconnect";
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.disconnect(this == RESET);
        }
    }

    record Stall() implements RuleAction {

        @Override
        public boolean appliesAt(Stage stage) {
            return true;
        }

        @Override
        public String describe() {
            return "stall";
        }

        @Override
        public String jsonName() {
            return "stall";
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.stall();
        }
    }

    record Throttle(Rate rate) implements RuleAction {

        Throttle {
            Objects.requireNonNull(rate, "rate");
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage == Stage.CONNECT || stage == Stage.CONTENT;
        }

        @Override
        public String describe() {
            return "throttle " + rate;
        }

        @Override
        public String jsonName() {
            return "throttle";
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.throttle(rate);
        }
    }

    record Present(TlsFault fault) implements RuleAction {

        Present {
            Objects.requireNonNull(fault, "fault");
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage == Stage.SMTPS || stage == Stage.STARTTLS;
        }

        @Override
        public String describe() {
            return "present " + fault.jsonName();
        }

        @Override
        public String jsonName() {
            return "tls";
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.present(fault);
        }
    }
}
