package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A rule without its action: when it fires, how often, and after which delay. Each method that sets a limit returns another
 * builder; each method that names an action adds a rule to the server and returns the rule. Immutable, so that one builder
 * can add several rules.
 *
 * <p>Each method that names an action throws an {@link IllegalArgumentException} if the action does not fit the stage of the
 * rule; the message names the stages that it fits.
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
     * Returns a builder of rules that have no limits yet; what a server does in {@code on(..)}.
     *
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
     * Limits how many times the rule fires; then it is exhausted, and older rules may fire.
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
        return with(limits.withSkip(first));
    }

    /**
     * Makes the rule fire with this probability. The seed alone decides which of the matches fire, so each run is the same.
     *
     * @param probability from 0 to 1
     * @throws IllegalArgumentException if the probability is not between 0 and 1
     */
    public RuleBuilder withProbability(double probability, long seed) {
        return with(limits.withProbability(probability, seed));
    }

    /**
     * Makes the rule fire only for what exceeds this rate. A token bucket decides: it lets a burst of {@code count} pass,
     * and as many again in the course of each window, such as {@link Rules#perMinute()}.
     *
     * @throws IllegalArgumentException if the count is less than 1 or the window is not positive
     */
    public RuleBuilder aboveRate(int count, Duration window) {
        return with(limits.withAbove(count, window));
    }

    /**
     * Waits before the action. Other sessions do not wait, no time-out of the server ends the wait, and stopping the server
     * ends it at once.
     *
     * @throws IllegalArgumentException if the duration is not positive or longer than an hour
     */
    public RuleBuilder delay(Duration duration) {
        return new RuleBuilder(trigger, registry, limits, List.of(RuleAction.delay(duration)));
    }

    /** After the delay, if any, continues as if there were no rule, not even an older one. */
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

    /** Leaves the connection open until the client closes it, and executes and answers no further command. */
    public Rule stall() {
        return add(RuleAction.stall());
    }

    /**
     * Sends this reply instead of the server's own: {@code "452 4.2.2 mailbox full"}; {@code \n} separates lines. With a
     * code of 400 to 599 the server rejects the command. With 421 it also closes the connection; after a greeting of 5xx it
     * accepts only QUIT (RFC 5321, section 3.1). With a positive code, where one fits the stage, only the text is replaced:
     * the server accepts the command, and the rule's description says so.
     *
     * @throws IllegalArgumentException if it is not a valid reply, or does not fit the stage; the message names the fix
     */
    public Rule reply(String text) {
        return add(RuleAction.reply(text));
    }

    /**
     * Sends a line that is not a valid reply, and rejects the command.
     *
     * @throws IllegalArgumentException if the line begins like a reply, has a line end or is longer than 2,000 characters,
     *     or if the stage has no reply
     */
    public Rule malformedReply(String line) {
        return add(RuleAction.malformedReply(line));
    }

    /** Accepts the command, and sends no reply. */
    public Rule dropReply() {
        return add(RuleAction.dropReply());
    }

    /** When a client connects, slows down both directions until the end; while a message is read, the rest of the message. */
    public Rule throttle(Rate rate) {
        return add(RuleAction.throttle(rate));
    }

    /** Makes the TLS handshake fail; at STARTTLS, after the server accepted the command. */
    public Rule present(TlsFault fault) {
        return add(RuleAction.present(fault));
    }

    /** Stores the message, and closes the connection without a reply: the client cannot know that the message arrived. */
    public Rule storeThenDisconnect() {
        return add(RuleAction.storeBeforeFailing(), RuleAction.disconnect());
    }

    /** Stores the message, and resets the connection (TCP RST) without a reply. */
    public Rule storeThenReset() {
        return add(RuleAction.storeBeforeFailing(), RuleAction.reset());
    }

    /** Stores the message, and executes and answers no further command. */
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
     * Rejects the message, and stores it once the client received the reply.
     *
     * @throws IllegalArgumentException if it is not a valid reply of 400 to 599; the message names the fix
     */
    public Rule failThenStore(String reply) {
        return add(RuleAction.storeAfterFailing(), RuleAction.reply(Objects.requireNonNull(reply, "reply")));
    }

    /** Accepts the message, and does not store it. */
    public Rule acceptAndDiscard() {
        return add(RuleAction.acceptAndDiscard());
    }
}
