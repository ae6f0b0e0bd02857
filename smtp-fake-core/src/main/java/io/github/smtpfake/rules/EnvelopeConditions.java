package io.github.smtpfake.rules;

import io.github.smtpfake.internal.hints.AddressArgument;
import io.github.smtpfake.internal.query.AddressPattern;
import io.github.smtpfake.internal.text.Wildcard;
import io.github.smtpfake.session.Envelope;

/** Conditions on the envelope of a message. */
final class EnvelopeConditions {

    private EnvelopeConditions() {}

    record Sender(String pattern) implements RuleCondition {

        Sender {
            pattern = AddressArgument.require(pattern).equals("<>") ? "" : pattern;
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.envelope().map(Envelope::sender).stream().anyMatch(new AddressPattern(pattern)::matches);
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage.knowsSender();
        }

        /** Returns false for the null path, because all bounces have it. */
        @Override
        public boolean isSpecific() {
            return !pattern.isEmpty() && Wildcard.isLiteral(pattern);
        }

        @Override
        public String describe() {
            return "sender(" + pattern + ")";
        }

        @Override
        public String jsonName() {
            return "sender";
        }

        @Override
        public Object jsonValue() {
            return pattern;
        }
    }

    record Recipient(String pattern) implements RuleCondition {

        Recipient {
            AddressArgument.require(pattern);
        }

        @Override
        public boolean holds(Situation situation) {
            AddressPattern addresses = new AddressPattern(pattern);
            return situation.stage() == Stage.RCPT
                    ? situation.recipient().stream().anyMatch(addresses::matches)
                    : situation.envelope().stream()
                            .flatMap(envelope -> envelope.recipients().stream())
                            .anyMatch(addresses::matches);
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage.knowsSender() && stage != Stage.MAIL;
        }

        @Override
        public boolean isSpecific() {
            return Wildcard.isLiteral(pattern);
        }

        @Override
        public String describe() {
            return "recipient(" + pattern + ")";
        }

        @Override
        public String jsonName() {
            return "recipient";
        }

        @Override
        public Object jsonValue() {
            return pattern;
        }
    }

    record Nth(int n) implements RuleCondition {

        Nth {
            Check.atLeast("nth", n, 1);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.nth() == n;
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage == Stage.RCPT;
        }

        @Override
        public String describe() {
            return "nth(" + n + ")";
        }

        @Override
        public String jsonName() {
            return "nth";
        }

        @Override
        public Object jsonValue() {
            return n;
        }
    }
}
