package io.github.smtpfake.rules;

import io.github.smtpfake.internal.text.Wildcard;
import io.github.smtpfake.session.Envelope;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What must hold for a rule to fire. In addresses and names {@code *} stands for any characters, and they are compared
 * without regard to case. All but {@link Satisfies} are values that JSON has, too. Immutable.
 */
public sealed interface RuleCondition {

    /** Returns whether the condition holds. */
    boolean holds(Situation situation);

    /** Returns whether it holds for one address, user or EHLO name alone. */
    default boolean isBinding() {
        return false;
    }

    /** The reverse-path of MAIL is this address; empty for the null path. */
    record Sender(String pattern) implements RuleCondition {

        /** Takes {@code <>} for the null path, too. */
        public Sender {
            pattern = pattern.equals("<>") ? "" : pattern;
        }

        @Override
        public boolean isBinding() {
            return !pattern.isEmpty() && Wildcard.isLiteral(pattern);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.envelope().map(Envelope::sender).stream().anyMatch(new Wildcard(pattern)::matches);
        }
    }

    /** The recipient of this RCPT is this address; at any other stage one of the recipients so far. */
    record Recipient(String pattern) implements RuleCondition {
        @Override
        public boolean isBinding() {
            return Wildcard.isLiteral(pattern);
        }

        @Override
        public boolean holds(Situation situation) {
            Wildcard wildcard = new Wildcard(pattern);
            return situation.stage() == Stage.RCPT
                    ? situation.recipient().stream().anyMatch(wildcard::matches)
                    : situation.envelope().stream()
                            .flatMap(envelope -> envelope.recipients().stream())
                            .anyMatch(wildcard::matches);
        }
    }

    /** The name that the client gave with EHLO or HELO. */
    record Helo(String pattern) implements RuleCondition {
        @Override
        public boolean isBinding() {
            return Wildcard.isLiteral(pattern);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.session().helo().stream().anyMatch(new Wildcard(pattern)::matches);
        }
    }

    /** Who has logged in, or is about to. */
    record User(String pattern) implements RuleCondition {
        @Override
        public boolean isBinding() {
            return Wildcard.isLiteral(pattern);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.session().authentication().stream()
                    .anyMatch(who -> new Wildcard(pattern).matches(who.user()));
        }
    }

    /** The client's address, without its port. */
    record Client(String pattern) implements RuleCondition {
        @Override
        public boolean holds(Situation situation) {
            String client = situation.session().client();
            String address = client.substring(0, client.lastIndexOf(':'));
            return new Wildcard(pattern).matches(address.replaceAll("[\\[\\]]", ""));
        }
    }

    /** The connection is encrypted, or is not. */
    record Tls(boolean encrypted) implements RuleCondition {
        @Override
        public boolean holds(Situation situation) {
            return situation.session().tls().isPresent() == encrypted;
        }
    }

    /** A header field with this name, ignoring case, contains this text, ignoring case. */
    record Header(String name, String text) implements RuleCondition {
        @Override
        public boolean holds(Situation situation) {
            String wanted = text.toLowerCase(Locale.ROOT);
            return situation.message().stream()
                    .flatMap(message -> message.headers().values(name).stream())
                    .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
        }
    }

    /** The message has more octets than this. */
    record LargerThan(long octets) implements RuleCondition {

        /** @throws IllegalArgumentException if it is negative */
        public LargerThan {
            Check.atLeast("largerThan", octets, 0);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.message().stream().anyMatch(message -> message.size() > octets);
        }
    }

    /** So many octets of the message have come. */
    record AfterBytes(long octets) implements RuleCondition {

        /** @throws IllegalArgumentException if it is negative */
        public AfterBytes {
            Check.atLeast("afterBytes", octets, 0);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.octets() >= octets;
        }
    }

    /** It is the n-th RCPT of its mail transaction, from 1 on, refused ones included. */
    record Nth(int n) implements RuleCondition {

        /** @throws IllegalArgumentException if it is less than 1 */
        public Nth {
            Check.atLeast("nth", n, 1);
        }

        @Override
        public boolean holds(Situation situation) {
            return situation.nth() == n;
        }
    }

    /** Not all of these hold. */
    record Not(List<RuleCondition> all) implements RuleCondition {

        /**
         * Copies the list.
         *
         * @throws IllegalArgumentException if it is empty
         */
        public Not {
            all = List.copyOf(all);
            if (all.isEmpty()) {
                throw new IllegalArgumentException(
                        "not needs a condition: not(Condition.recipient(\"*@example.org\"))");
            }
        }

        @Override
        public boolean holds(Situation situation) {
            return !all.stream().allMatch(condition -> condition.holds(situation));
        }
    }

    /**
     * A condition of a test's own.
     *
     * @param description how it reads in transcripts and failures
     * @param test called by the thread of the session, so that it must be thread-safe and quick
     */
    record Satisfies(String description, Predicate<Situation> test) implements RuleCondition {
        @Override
        public boolean holds(Situation situation) {
            return test.test(situation);
        }
    }

    /** @see Sender */
    static RuleCondition sender(String pattern) {
        return new Sender(pattern);
    }

    /** @see Recipient */
    static RuleCondition recipient(String pattern) {
        return new Recipient(pattern);
    }

    /** @see Helo */
    static RuleCondition helo(String pattern) {
        return new Helo(pattern);
    }

    /** @see User */
    static RuleCondition user(String pattern) {
        return new User(pattern);
    }

    /** @see Client */
    static RuleCondition client(String pattern) {
        return new Client(pattern);
    }

    /** @see Header */
    static RuleCondition header(String name, String text) {
        return new Header(name, text);
    }
}
