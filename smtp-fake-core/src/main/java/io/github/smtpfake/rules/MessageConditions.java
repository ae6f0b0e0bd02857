package io.github.smtpfake.rules;

import io.github.smtpfake.internal.text.LowerCase;
import io.github.smtpfake.message.MessageQuery;
import java.util.Objects;

/** Conditions on a message while it is received, or on the complete message. */
final class MessageConditions {

    private MessageConditions() {}

    record Header(String name, String text) implements RuleCondition {

        Header {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
        }

        @Override
        public boolean holds(Situation situation) {
            String wanted = LowerCase.of(text);
            return situation.message().stream()
                    .flatMap(message -> message.headers().values(name).stream())
                    .anyMatch(value -> LowerCase.of(value).contains(wanted));
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage == Stage.END_OF_DATA;
        }

        @Override
        public String describe() {
            return "header(" + name + ": " + text + ")";
        }

        @Override
        public String jsonName() {
            return "header";
        }

        @Override
        public Object jsonValue() {
            return name + ": " + text;
        }
    }

    record LargerThan(long bytes) implements RuleCondition {

        LargerThan {
            Check.atLeast("largerThan", bytes, 0);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.message().stream().anyMatch(message -> message.size() > bytes);
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage == Stage.END_OF_DATA;
        }

        @Override
        public String describe() {
            return "largerThan(" + bytes + ")";
        }

        @Override
        public String jsonName() {
            return "largerThan";
        }

        @Override
        public Object jsonValue() {
            return bytes;
        }
    }

    record AfterBytes(long bytes) implements RuleCondition {

        AfterBytes {
            Check.atLeast("afterBytes", bytes, 0);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.bytesReceived() >= bytes;
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage == Stage.CONTENT;
        }

        @Override
        public long bytesNeeded() {
            return bytes;
        }

        @Override
        public String describe() {
            return "afterBytes(" + bytes + ")";
        }

        @Override
        public String jsonName() {
            return "afterBytes";
        }

        @Override
        public Object jsonValue() {
            return bytes;
        }
    }

    record Matches(MessageQuery query) implements RuleCondition {

        Matches {
            Objects.requireNonNull(query, "query");
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.message().filter(query::matches).isPresent();
        }

        @Override
        public boolean appliesAt(Stage stage) {
            return stage == Stage.END_OF_DATA;
        }

        @Override
        public String describe() {
            return "matching(" + query + ")";
        }

        @Override
        public String jsonName() {
            return CombinedConditions.MATCHING;
        }

        @Override
        public Object jsonValue() {
            return query.toString();
        }
    }
}
