package io.github.smtpfake.rules;

import io.github.smtpfake.message.MessageQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A condition that must hold for a rule to fire. In addresses and names, {@code *} stands for any number of characters,
 * and case is ignored. The domain of an address matches in Unicode and in ASCII ({@code xn--}). Conditions are values:
 * two conditions with the same arguments are equal. Immutable.
 */
public sealed interface RuleCondition
        permits CombinedConditions.Not,
                CombinedConditions.Satisfies,
                EnvelopeConditions.Nth,
                EnvelopeConditions.Recipient,
                EnvelopeConditions.Sender,
                MessageConditions.AfterBytes,
                MessageConditions.Header,
                MessageConditions.LargerThan,
                MessageConditions.Matches,
                SessionConditions.Client,
                SessionConditions.Helo,
                SessionConditions.Tls,
                SessionConditions.User {

    /**
     * Matches sessions in a mail transaction whose reverse-path is this address; empty or {@code <>} for the null path.
     */
    static RuleCondition sender(String address) {
        return new EnvelopeConditions.Sender(address);
    }

    /** Matches this recipient at RCPT, and envelopes with this recipient at any later stage. */
    static RuleCondition recipient(String address) {
        return new EnvelopeConditions.Recipient(address);
    }

    /**
     * Matches the n-th RCPT of a mail transaction. Rejected RCPT commands count, too.
     *
     * @param n a 1-based index
     * @throws IllegalArgumentException if it is less than 1
     */
    static RuleCondition nth(int n) {
        return new EnvelopeConditions.Nth(n);
    }

    /** Matches sessions whose client sent this name with EHLO or HELO. */
    static RuleCondition helo(String name) {
        return new SessionConditions.Helo(name);
    }

    /** Matches sessions whose client has logged in as this user, or, at AUTH, is logging in as this user. */
    static RuleCondition user(String name) {
        return new SessionConditions.User(name);
    }

    /** Matches clients with this IP address, on any port. */
    static RuleCondition client(String address) {
        return new SessionConditions.Client(address);
    }

    /** Matches sessions that are encrypted, or sessions in plain text. */
    static RuleCondition tls(boolean encrypted) {
        return new SessionConditions.Tls(encrypted);
    }

    /** Matches messages with a header field of this name whose value contains the text; both ignore case. */
    static RuleCondition header(String name, String text) {
        return new MessageConditions.Header(name, text);
    }

    /**
     * Matches messages of more than this number of bytes.
     *
     * @throws IllegalArgumentException if it is negative
     */
    static RuleCondition largerThan(long bytes) {
        return new MessageConditions.LargerThan(bytes);
    }

    /**
     * Matches a message when this number of its bytes has been received.
     *
     * @throws IllegalArgumentException if it is negative
     */
    static RuleCondition afterBytes(long bytes) {
        return new MessageConditions.AfterBytes(bytes);
    }

    /**
     * Matches if at least one of these conditions does not hold.
     *
     * @throws IllegalArgumentException if the list is empty
     */
    static RuleCondition not(List<RuleCondition> conditions) {
        return new CombinedConditions.Not(conditions);
    }

    /**
     * Matches if the predicate holds. JSON can show this condition but not set it.
     *
     * @param description the text that stands for the predicate in transcripts and failure messages
     * @param test called by the thread of the session, so it must be thread-safe and quick
     */
    static RuleCondition matching(String description, Predicate<Situation> test) {
        return new CombinedConditions.Satisfies(description, test);
    }

    /**
     * Matches messages that match the query, as an {@code Inbox} would show them. JSON can show this condition but not
     * set it.
     */
    static RuleCondition matching(MessageQuery query) {
        return new MessageConditions.Matches(query);
    }

    /** Returns whether the condition holds. */
    boolean holds(Situation situation);

    /**
     * Returns whether the condition can hold at this stage: whether the server has the necessary information by then.
     */
    boolean appliesAt(Stage stage);

    /** Returns the condition as it is written in Java, without quotes: {@code recipient(ada@example.org)}. */
    String describe();

    /** Returns the name of the condition in JSON. */
    String jsonName();

    /** Returns the value of the condition in JSON: a string, a number, a boolean, a list or a map. */
    Object jsonValue();

    /**
     * Returns whether the condition names one address, user or EHLO name without a wildcard, so that a rule with this
     * condition cannot affect clients that use others.
     */
    default boolean isSpecific() {
        return false;
    }

    /** Returns how many bytes of a message must have been received before the condition can hold. */
    default long bytesNeeded() {
        return 0;
    }

    /**
     * Checks that the condition can hold at this stage.
     *
     * @throws IllegalArgumentException if it cannot; the message names the possible stages
     */
    default void requireFits(Stage stage) {
        Objects.requireNonNull(stage, "stage");
        if (!appliesAt(stage)) {
            throw new IllegalArgumentException(describe() + Stage.misfit(stage, this::appliesAt));
        }
    }

    /**
     * Returns the conditions as the members of a JSON object. The array {@code all} holds further conditions with the
     * same name, one object each.
     */
    static Map<String, Object> toJson(List<RuleCondition> conditions) {
        Map<String, Object> members = new LinkedHashMap<>();
        List<Map<String, Object>> repeated = new ArrayList<>();
        for (RuleCondition condition : conditions) {
            if (members.containsKey(condition.jsonName())) {
                repeated.add(Map.of(condition.jsonName(), condition.jsonValue()));
            } else {
                members.put(condition.jsonName(), condition.jsonValue());
            }
        }
        if (!repeated.isEmpty()) {
            members.put("all", repeated);
        }
        return members;
    }
}
