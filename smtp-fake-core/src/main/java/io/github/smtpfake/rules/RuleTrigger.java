package io.github.smtpfake.rules;

import io.github.smtpfake.message.MessageQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The stage at which a rule fires, and the conditions that must all hold there. The methods of {@link Rules} return
 * triggers. Each method adds a condition and returns another trigger. In addresses and names, {@code *} stands for any
 * number of characters, and case is ignored. Immutable and thread-safe.
 *
 * <p>Each method throws an {@link IllegalArgumentException} if its condition cannot hold at the stage; the message
 * names the possible stages.
 */
public final class RuleTrigger {
    private final Stage stage;
    private final List<RuleCondition> conditions;

    private RuleTrigger(Stage stage, List<RuleCondition> conditions) {
        this.stage = stage;
        this.conditions = conditions;
    }

    static RuleTrigger at(Stage stage) {
        return new RuleTrigger(stage, List.of());
    }

    /** Returns the stage at which the rule can fire. */
    public Stage stage() {
        return stage;
    }

    /** Returns the conditions, all of which must hold. */
    List<RuleCondition> conditions() {
        return conditions;
    }

    /** Adds a condition. */
    public RuleTrigger and(RuleCondition condition) {
        Objects.requireNonNull(condition, "condition");
        condition.requireFits(stage);
        List<RuleCondition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new RuleTrigger(stage, List.copyOf(all));
    }

    /**
     * Requires that at least one of these conditions does not hold.
     *
     * @throws IllegalArgumentException if no condition is given
     */
    public RuleTrigger not(RuleCondition... conditions) {
        return and(RuleCondition.not(Arrays.asList(Objects.requireNonNull(conditions, "conditions"))));
    }

    /** Requires that the client has this IP address, on any port. */
    public RuleTrigger client(String address) {
        return and(RuleCondition.client(address));
    }

    /** Requires that the connection is encrypted. */
    public RuleTrigger encrypted() {
        return and(RuleCondition.tls(true));
    }

    /** Requires that the connection is in plain text. */
    public RuleTrigger unencrypted() {
        return and(RuleCondition.tls(false));
    }

    /** Requires that the client sent this name with EHLO or HELO. */
    public RuleTrigger helo(String name) {
        return and(RuleCondition.helo(name));
    }

    /** Requires that the client has logged in as this user, or, at AUTH, is logging in as this user. */
    public RuleTrigger user(String name) {
        return and(RuleCondition.user(name));
    }

    /** Requires that the envelope has this sender; empty or {@code <>} for the null path. */
    public RuleTrigger sender(String address) {
        return and(RuleCondition.sender(address));
    }

    /** Requires that the envelope contains this recipient, or, at RCPT, that the client is sending this recipient. */
    public RuleTrigger recipient(String address) {
        return and(RuleCondition.recipient(address));
    }

    /**
     * Requires that this is the n-th RCPT of the mail transaction. Rejected RCPT commands count, too.
     *
     * @param n a 1-based index
     * @throws IllegalArgumentException if it is less than 1
     */
    public RuleTrigger nth(int n) {
        return and(RuleCondition.nth(n));
    }

    /**
     * Requires that this number of bytes of the message has been received. Without this condition the rule
     * fires before the first byte.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RuleTrigger afterBytes(long bytes) {
        return and(RuleCondition.afterBytes(bytes));
    }

    /**
     * Requires that the complete message has more than this number of bytes.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RuleTrigger largerThan(long bytes) {
        return and(RuleCondition.largerThan(bytes));
    }

    /**
     * Requires that the complete message has a header field of this name whose value contains the text; both ignore
     * case.
     */
    public RuleTrigger header(String name, String text) {
        return and(RuleCondition.header(name, text));
    }

    /** Requires that the complete message matches the query, as an {@code Inbox} would show it. */
    public RuleTrigger matching(MessageQuery query) {
        return and(RuleCondition.matching(query));
    }

    /**
     * Requires that the predicate holds.
     *
     * @param description the text that stands for the predicate in transcripts and failure messages
     * @param test called by the thread of the session, so it must be thread-safe and quick
     */
    public RuleTrigger matching(String description, Predicate<Situation> test) {
        return and(RuleCondition.matching(description, test));
    }

    /** Returns the trigger as it is written in Java, without quotes: {@code rcptTo(*).nth(3)}. */
    @Override
    public String toString() {
        return describe(stage, conditions);
    }

    static String describe(Stage stage, List<RuleCondition> conditions) {
        boolean hasArgument =
                !conditions.isEmpty() && conditions.get(0).jsonName().equals(stage.argument());
        StringBuilder text = new StringBuilder(stage.javaName()).append('(');
        text.append(hasArgument ? conditions.get(0).jsonValue() : "").append(')');
        for (RuleCondition condition : conditions.subList(hasArgument ? 1 : 0, conditions.size())) {
            text.append('.').append(condition.describe());
        }
        return text.toString();
    }
}
