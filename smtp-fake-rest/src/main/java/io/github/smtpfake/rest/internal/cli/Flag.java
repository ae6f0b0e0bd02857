package io.github.smtpfake.rest.internal.cli;

/** An option of a command. */
public interface Flag {

    /** Returns the option as users type it, such as {@code --smtp-port}. */
    String flag();

    /** Returns the placeholder of the value in the help, such as {@code PORT}; empty if the option has no value. */
    String argument();

    /** Returns the description in the help. */
    String description();

    /** Returns whether the option may be given several times. */
    boolean isRepeatable();

    /** Returns whether the last value counts if the option is given several times but is not repeatable. */
    default boolean isOverridable() {
        return false;
    }

    /** Returns whether the option requires a value. */
    default boolean requiresValue() {
        return !argument().isEmpty();
    }
}
