package io.github.smtpfake.rules;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * An action of a rule when it fires. Actions are values: two actions with the same arguments are equal. Immutable.
 */
public sealed interface RuleAction
        permits ConnectionActions.Delay,
                ConnectionActions.Disconnect,
                ConnectionActions.Present,
                ConnectionActions.Stall,
                ConnectionActions.Throttle,
                ReplyActions.DropReply,
                ReplyActions.MalformedReply,
                ReplyActions.Reply,
                StoreActions {

    /**
     * Waits before the other actions of the rule. Stopping the server ends the wait immediately.
     *
     * @throws IllegalArgumentException if the duration is not positive or longer than an hour
     */
    static RuleAction delay(Duration duration) {
        return new ConnectionActions.Delay(duration);
    }

    /**
     * Sends this reply instead of the server's reply. With a code of 400 to 599 the server rejects the command, and with 421
     * it also closes the connection. A lower code only replaces the text: the server accepts the command.
     *
     * @param text {@code code [status] text}, such as {@code 451 4.3.0 try later}; {@code \n} separates lines, each with or
     *     without the code
     * @throws IllegalArgumentException if it is not a valid reply; the message names the fault and the fix
     */
    static RuleAction reply(String text) {
        return new ReplyActions.Reply(ReplyText.parse(text));
    }

    /** Closes the connection without a reply: the client sees the end of the stream. */
    static RuleAction disconnect() {
        return ConnectionActions.Disconnect.CLOSE;
    }

    /** Resets the connection (TCP RST) without a reply: the client sees an error. */
    static RuleAction reset() {
        return ConnectionActions.Disconnect.RESET;
    }

    /** Leaves the connection open, but neither executes nor answers further commands. */
    static RuleAction stall() {
        return new ConnectionActions.Stall();
    }

    /**
     * Slows down the connection: at {@link Stage#CONNECT} both directions until it ends, at {@link Stage#CONTENT} the
     * rest of the message.
     */
    static RuleAction throttle(Rate rate) {
        return new ConnectionActions.Throttle(rate);
    }

    /** Stores the message before another action of the rule rejects it or ends the session. */
    static RuleAction storeBeforeFailing() {
        return StoreActions.BEFORE_FAILING;
    }

    /** Stores the message after the client received the rejection that another action of the rule sends. */
    static RuleAction storeAfterFailing() {
        return StoreActions.AFTER_FAILING;
    }

    /** Accepts the message but does not store it. */
    static RuleAction acceptAndDiscard() {
        return StoreActions.DISCARD;
    }

    /**
     * Sends a line that is not a valid reply, and rejects the command.
     *
     * @throws IllegalArgumentException if the line begins like a reply, has a line end or is longer than 2,000
     *     characters
     */
    static RuleAction malformedReply(String line) {
        return new ReplyActions.MalformedReply(line);
    }

    /** Accepts the command but sends no reply. */
    static RuleAction dropReply() {
        return new ReplyActions.DropReply();
    }

    /** Makes the TLS handshake fail. */
    static RuleAction present(TlsFault fault) {
        return new ConnectionActions.Present(fault);
    }

    /** Returns whether the action is possible at this stage. */
    boolean appliesAt(Stage stage);

    /** Returns the action in a few words: {@code disconnect}, {@code 451 4.3.0 try later}. */
    String describe();

    /** Returns the name of the action in JSON. */
    String jsonName();

    /** Calls the method of the visitor for this action. */
    void accept(Visitor visitor);

    /**
     * Checks that the action is possible at this stage.
     *
     * @throws IllegalArgumentException if it is not; the message names the possible stages or reply codes
     */
    default void requireFits(Stage stage) {
        Objects.requireNonNull(stage, "stage");
        if (!appliesAt(stage)) {
            throw new IllegalArgumentException(describe() + Stage.misfit(stage, this::appliesAt));
        }
    }

    /**
     * Handles each kind of action. If an action is added, the compiler reports the visitors that do not handle it yet.
     */
    interface Visitor {

        /** Visits {@link RuleAction#delay}. */
        void delay(Duration duration);

        /**
         * Visits {@link RuleAction#reply}.
         *
         * @param code 200 to 599
         * @param status the enhanced status code (RFC 3463); empty for a reply without one
         * @param lines the text of each line, without code and status; at least one
         */
        void reply(int code, String status, List<String> lines);

        /** Visits {@link RuleAction#malformedReply}. */
        void malformedReply(String line);

        /** Visits {@link RuleAction#dropReply}. */
        void dropReply();

        /** Visits {@link RuleAction#disconnect} or {@link RuleAction#reset}. */
        void disconnect(boolean reset);

        /** Visits {@link RuleAction#stall}. */
        void stall();

        /** Visits {@link RuleAction#throttle}. */
        void throttle(Rate rate);

        /** Visits {@link RuleAction#storeBeforeFailing}. */
        void storeBeforeFailing();

        /** Visits {@link RuleAction#storeAfterFailing}. */
        void storeAfterFailing();

        /** Visits {@link RuleAction#acceptAndDiscard}. */
        void acceptAndDiscard();

        /** Visits {@link RuleAction#present}. */
        void present(TlsFault fault);
    }
}
