package io.github.smtpfake.rules;

import io.github.smtpfake.internal.text.Wildcard;
import java.util.Objects;

/** Conditions on the session and its client. */
final class SessionConditions {

    private SessionConditions() {}

    record Helo(String pattern) implements RuleCondition {

        Helo {
            Objects.requireNonNull(pattern, "name");
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.session().helo().stream().anyMatch(new Wildcard(pattern)::matches);
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage != Stage.SMTPS && stage != Stage.CONNECT;
        }

        @Override
        public boolean isSpecific() {
            return Wildcard.isLiteral(pattern);
        }

        @Override
        public String describe() {
            return "helo(" + pattern + ")";
        }

        @Override
        public String jsonName() {
            return "helo";
        }

        @Override
        public Object jsonValue() {
            return pattern;
        }
    }

    record User(String pattern) implements RuleCondition {

        User {
            Objects.requireNonNull(pattern, "name");
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.session().authentication().stream()
                    .anyMatch(who -> new Wildcard(pattern).matches(who.user()));
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage != Stage.SMTPS && stage != Stage.CONNECT;
        }

        @Override
        public boolean isSpecific() {
            return Wildcard.isLiteral(pattern);
        }

        @Override
        public String describe() {
            return "user(" + pattern + ")";
        }

        @Override
        public String jsonName() {
            return "user";
        }

        @Override
        public Object jsonValue() {
            return pattern;
        }
    }

    record Client(String pattern) implements RuleCondition {

        Client {
            Objects.requireNonNull(pattern, "address");
        }

        @Override
        public boolean holds(Situation situation) {
            String client = situation.session().client();
            String address = client.substring(0, client.lastIndexOf(':'));
            return new Wildcard(pattern).matches(address.replaceAll("[\\[\\]]", ""));
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return true;
        }

        @Override
        public String describe() {
            return "client(" + pattern + ")";
        }

        @Override
        public String jsonName() {
            return "client";
        }

        @Override
        public Object jsonValue() {
            return pattern;
        }
    }

    record Tls(boolean encrypted) implements RuleCondition {

        @Override
        public boolean holds(Situation situation) {
            return situation.session().tls().isPresent() == encrypted;
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage != Stage.SMTPS;
        }

        @Override
        public String describe() {
            return encrypted ? "encrypted()" : "unencrypted()";
        }

        @Override
        public String jsonName() {
            return "tls";
        }

        @Override
        public Object jsonValue() {
            return encrypted;
        }
    }
}
