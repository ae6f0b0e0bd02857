package io.github.smtpfake.rest.internal.cli;

/** An option of a command. */
public interface Flag {

    /** Returns the option as it is typed: {@code --smtp-port}. */
    String flag();

    /** Returns what its value is called in the help; empty where it takes none. */
    String argument();

    /** Returns whether it may be given several times. */
    boolean isRepeatable();

    /** Returns whether a value follows. */
    default boolean takesValue() {
        return !argument().isEmpty();
    }
}
