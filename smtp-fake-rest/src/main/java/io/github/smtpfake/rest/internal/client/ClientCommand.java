package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.text.NearestName;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The commands that use a running server. */
public enum ClientCommand {
    /** Waits for a message and prints it, as JSON or as raw bytes. */
    WAIT("wait", "[--recipient ADDRESS]... [--count N] [--timeout 10s] [--raw]", new WaitCommand()),
    /** Writes all messages and transcripts to a directory. */
    EXPORT("export", "DIRECTORY", new ExportCommand()),
    /** Stores the messages of files and directories, such as those that {@link #EXPORT} has written. */
    IMPORT("import", "DIRECTORY|FILE.eml...", new ImportCommand()),
    /** Prints whether the server accepts mail. */
    HEALTH("health", "[--wait] [--timeout 30s]", new HealthCommand()),
    /** The health check of Mailpit. */
    READYZ("readyz", "", new ReadyzCommand());

    private static final int FAILED = 1;
    /** The commands that need no running server. */
    private static final List<String> OTHER_COMMANDS = List.of("help", "version");

    private final String name;
    private final String arguments;
    private final Action action;

    ClientCommand(String name, String arguments, Action action) {
        this.name = name;
        this.arguments = arguments;
        this.action = action;
    }

    /** Returns the synopsis of the command for the help. */
    public String usage() {
        return name + (arguments.isEmpty() ? "" : " " + arguments) + " [--url URL]";
    }

    /** Returns whether the help of the server shows the command; it does not show those that only replace Mailpit's. */
    public boolean isInHelp() {
        return this != READYZ;
    }

    /**
     * Runs the command that the first argument names.
     *
     * @return the exit code: 0, or 1 if the command failed
     * @throws UsageException if the command is unknown or its arguments are invalid
     */
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException {
        try {
            return find(arguments[0]).action.run(arguments, environment, out, err);
        } catch (IOException e) {
            err.println("smtp-fake: " + e.getMessage());
            return FAILED;
        } catch (OutOfMemoryError e) {
            err.println("smtp-fake: Too little memory for this command ("
                    + Runtime.getRuntime().maxMemory() / 1_048_576
                    + " MiB). Give it less to read, or run it with a larger heap (java -Xmx).");
            return FAILED;
        }
    }

    private static ClientCommand find(String name) throws UsageException {
        List<String> names = new ArrayList<>();
        for (ClientCommand command : values()) {
            if (command.name.equals(name)) {
                return command;
            }
            names.add(command.name);
        }
        String alternative = alternative(name);
        if (!alternative.isEmpty()) {
            throw new UsageException("The command " + name + " of Mailpit is not supported. " + alternative);
        }
        names.addAll(OTHER_COMMANDS);
        throw new UsageException("Unknown command " + name + ". "
                + NearestName.of(name, names)
                        .map(known -> "Did you mean " + known + "?")
                        .orElse("The commands are " + String.join(", ", names)
                                + ". Without a command, the server starts."));
    }

    /** Returns what to do instead of running a command of Mailpit; empty for any other name. */
    private static String alternative(String name) {
        return switch (name) {
            case "ingest" -> "Use import DIRECTORY|FILE.eml..., which stores the messages over HTTP.";
            case "dump" -> "Use export DIRECTORY, which reads the messages of a running server over HTTP.";
            case "reindex" -> "It is not needed: the server updates its index itself.";
            case "sendmail" -> "Send the message over SMTP, or store it with import FILE.eml.";
            default -> "";
        };
    }
}
