package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/** The implementation of a command. */
interface Action {

    /**
     * Runs the command.
     *
     * @param arguments all arguments; the first one is the name of the command
     * @return the exit code
     */
    int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException;
}
