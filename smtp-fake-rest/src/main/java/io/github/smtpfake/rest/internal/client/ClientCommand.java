package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.text.NearestName;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that asks a running server. */
public enum ClientCommand {
    /** Prints the message that comes, in JSON or as it was sent. */
    WAIT("wait", "[--recipient ADDRESS] [--subject TEXT]... [--timeout 10s] [--raw]", new WaitCommand()),
    /** Writes messages and transcripts into a directory. */
    EXPORT("export", "DIRECTORY", new ExportCommand()),
    /** Tells whether mail is accepted. */
    HEALTH("health", "", new HealthCommand());

    private static final int FAILED = 1;

    private final String word;
    private final String arguments;
    private final Action action;

    /** What a command does. */
    interface Action {

        /** Returns the exit code. */
        int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
                throws UsageException, IOException;
    }

    ClientCommand(String word, String arguments, Action action) {
        this.word = word;
        this.arguments = arguments;
        this.action = action;
    }

    /** Returns how the command is typed, for a help. */
    public String usage() {
        return word + (arguments.isEmpty() ? "" : " " + arguments) + " [--url URL]";
    }

    /**
     * Runs the command that the first argument names.
     *
     * @return the exit code: 0, or 1 if it has failed
     * @throws UsageException if there is no such command, or its options are wrong
     */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException {
        try {
            return named(arguments[0]).action.run(arguments, environment, out, err);
        } catch (IOException e) {
            err.println("smtp-fake: " + e.getMessage());
            return FAILED;
        }
    }

    private static ClientCommand named(String word) throws UsageException {
        List<String> words = new ArrayList<>();
        for (ClientCommand command : values()) {
            if (command.word.equals(word)) {
                return command;
            }
            words.add(command.word);
        }
        throw new UsageException("unknown command " + word
                + NearestName.of(word, words)
                        .map(near -> ", did you mean " + near + "?")
                        .orElse(": there are " + String.join(", ", words)));
    }
}
