package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Builds a rule: first its limits and delay, then its action. Each method that sets a limit returns another builder;
 * each method that sets the action adds the rule to the server and returns it. Immutable, so one builder can add
 * several rules. Thread-safe.
 *
 * <p>Each method that sets the action throws an {@link IllegalArgumentException} if the action is not possible at the
 * stage of the rule; the message names the possible stages.
 */
public final class RuleBuilder {
    private final RuleTrigger trigger;
    private final Function<RuleDefinition, Rule> registry;
    private final RuleLimits limits;
    private final List<RuleAction> delay;

    private RuleBuilder(
            RuleTrigger trigger, Function<RuleDefinition, Rule> registry, RuleLimits limits, List<RuleAction> delay) {
        this.trigger = trigger;
        this.registry = registry;
        this.limits = limits;
        this.delay = delay;
    }

    /**
     * Returns a builder without limits, for {@code on(..)} of a server.
     *
     * @param trigger the stage and the conditions of the rule
     * @param registry adds the complete rule to a server
     */
    public static RuleBuilder of(RuleTrigger trigger, Function<RuleDefinition, Rule> registry) {
        Objects.requireNonNull(trigger, "trigger");
        Objects.requireNonNull(registry, "registry");
        return new RuleBuilder(trigger, registry, RuleLimits.NONE, List.of());
    }

    private RuleBuilder with(RuleLimits other) {
        return new RuleBuilder(trigger, registry, other, delay);
    }

    private Rule add(RuleAction... others) {
        List<RuleAction> actions = new ArrayList<>(delay);
        actions.addAll(List.of(others));
        return registry.apply(new RuleDefinition(trigger.stage(), trigger.conditions(), limits, actions));
    }

    /**
     * Limits how many times the rule fires. After that it is exhausted, and older rules may fire.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public RuleBuilder times(int most) {
        return with(limits.withTimes(most));
    }

    /** Makes the rule fire once. */
    public RuleBuilder once() {
        return times(1);
    }

    /**
     * Skips the given number of matches before the rule fires.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RuleBuilder skipFirst(int first) {
        return with(limits.withSkipFirst(first));
    }

    /**
     * Makes the rule fire with this probability. The seed determines which matches fire, so every run is the same.
     *
     * @param probability from 0 to 1
     * @throws IllegalArgumentException if the probability is not between 0 and 1
     */
    public RuleBuilder withProbability(double probability, long seed) {
        return with(limits.withProbability(probability, seed));
    }

    /**
     * Makes the rule fire only for matches above this rate. A token bucket lets a burst of {@code count} matches pass,
     * and then {@code count} more in the course of each window, such as {@link Rules#perMinute()}.
     *
     * @throws IllegalArgumentException if the count is less than 1 or the window is not positive
     */
    public RuleBuilder aboveRate(int count, Duration window) {
        return with(limits.withAboveRate(count, window));
    }

    /**
     * Waits before the action. Other sessions do not wait, and no timeout of the server ends the wait. Stopping the
     * server ends it immediately.
     *
     * @throws IllegalArgumentException if the duration is not positive or longer than an hour
     */
    public RuleBuilder delay(Duration duration) {
        return new RuleBuilder(trigger, registry, limits, List.of(RuleAction.delay(duration)));
    }

    /** Handles the command without any rule, including older rules, but after the delay if there is one. */
    public Rule passThrough() {
        return add();
    }

    /** Closes the connection without a reply: the client sees the end of the stream. */
    public Rule disconnect() {
        return add(RuleAction.disconnect());
    }

    /** Resets the connection (TCP RST) without a reply: the client sees an error. */
    public Rule reset() {
        return add(RuleAction.reset());
    }

    /** Leaves the connection open until the client closes it, but neither executes nor answers further commands. */
    public Rule stall() {
        return add(RuleAction.stall());
    }

    /**
     * Sends this reply instead of the server's reply: {@code "452 4.2.2 mailbox full"}; {@code \n} separates lines.
     * With a code of 400 to 599 the server rejects the command. With 421 it also closes the connection; after a
     * greeting of 5xx it accepts only QUIT (RFC 5321, section 3.1). A positive code that the stage allows only replaces
     * the text: the server accepts the command, and the rule's description says so.
     *
     * @throws IllegalArgumentException if it is not a valid reply, or does not fit the stage; the message names the fix
     */
    public Rule reply(String text) {
        return add(RuleAction.reply(text));
    }

    /**
     * Sends a reply with this code and text, as {@link #reply(String)} does: {@code reply(452, "mailbox full")}.
     *
     * @param text may begin with an enhanced status code
     * @throws IllegalArgumentException if it is not a valid reply, or does not fit the stage; the message names the fix
     */
    public Rule reply(int code, String text) {
        return reply(code + " " + Objects.requireNonNull(text, "text"));
    }

    /**
     * Sends a line that is not a valid reply, and rejects the command.
     *
     * @throws IllegalArgumentException if the line begins like a reply, has a line end or is longer than 2,000
     *     characters, or if the stage has no reply
     */
    public Rule malformedReply(String line) {
        return add(RuleAction.malformedReply(line));
    }

    /** Accepts the command but sends no reply. */
    public Rule dropReply() {
        return add(RuleAction.dropReply());
    }

    /**
     * Slows down the connection: at {@code connect()} both directions until it ends, at {@code content()} the rest of
     * the message.
     */
    public Rule throttle(Rate rate) {
        return add(RuleAction.throttle(rate));
    }

    /**
     * Makes the TLS handshake fail; at STARTTLS, after the server accepted the command.
     *
     * @throws IllegalArgumentException if the fault is {@link TlsFault#EXPIRED} or {@link TlsFault#WRONG_HOST} and the server's
     *     certificate is not a generated one: the server lacks the key to sign another certificate that clients trust
     */
    public Rule present(TlsFault fault) {
        return add(RuleAction.present(fault));
    }

    /**
     * Stores the message, and closes the connection without a reply: the client cannot know that the message arrived.
     */
    public Rule storeThenDisconnect() {
        return add(RuleAction.storeBeforeFailing(), RuleAction.disconnect());
    }

    /** Stores the message, and resets the connection (TCP RST) without a reply. */
    public Rule storeThenReset() {
        return add(RuleAction.storeBeforeFailing(), RuleAction.reset());
    }

    /** Stores the message, but neither executes nor answers further commands. */
    public Rule storeThenStall() {
        return add(RuleAction.storeBeforeFailing(), RuleAction.stall());
    }

    /**
     * Stores the message, and rejects it.
     *
     * @throws IllegalArgumentException if it is not a valid reply of 400 to 599; the message names the fix
     */
    public Rule storeThenFail(String reply) {
        return add(RuleAction.storeBeforeFailing(), RuleAction.reply(Objects.requireNonNull(reply, "reply")));
    }

    /**
     * Rejects the message, and stores it when the client has received the reply.
     *
     * @throws IllegalArgumentException if it is not a valid reply of 400 to 599; the message names the fix
     */
    public Rule failThenStore(String reply) {
        return add(RuleAction.storeAfterFailing(), RuleAction.reply(Objects.requireNonNull(reply, "reply")));
    }

    /** Accepts the message but does not store it. */
    public Rule acceptAndDiscard() {
        return add(RuleAction.acceptAndDiscard());
    }
}
