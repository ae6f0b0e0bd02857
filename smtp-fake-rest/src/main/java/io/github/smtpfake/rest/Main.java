package io.github.smtpfake.rest;

import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.internal.text.FatalFailure;
import io.github.smtpfake.rest.internal.Application;
import io.github.smtpfake.rest.internal.CommandLine;
import io.github.smtpfake.rest.internal.Option;
import io.github.smtpfake.rest.internal.Options;
import io.github.smtpfake.rest.internal.StartException;
import io.github.smtpfake.rest.internal.Usage;
import io.github.smtpfake.rest.internal.Version;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.client.ClientCommand;
import io.github.smtpfake.rest.internal.log.LogFormat;
import io.github.smtpfake.rest.internal.log.LogSettings;
import io.github.smtpfake.rest.internal.mailpit.StartLines;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** The entry point of {@code java -jar smtp-fake.jar}. It avoids lambdas, which slow down the start of a JVM. */
public final class Main {
    static final int CANNOT_START = 1;
    static final int INVALID_USAGE = 2;
    static final int CANNOT_CONTINUE = 3;

    private final PrintStream out;
    private final PrintStream err;
    private boolean started;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs until the process is terminated. Exits with 2 for an invalid option, with 1 if a server cannot start, and with 3 if
     * a server can no longer serve clients.
     */
    public static void main(String[] arguments) {
        Main main = new Main(System.out, System.err);
        int exitCode;
        try {
            exitCode = main.run(arguments, System.getenv());
            if (exitCode == 0 && main.started) {
                exitCode = runUntilFailure(System.err);
            }
        } catch (Throwable e) {
            exitCode = CANNOT_CONTINUE;
            printFailure(System.err, "The server cannot start", e);
        }
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Keeps the JVM running even if all other threads fail: this thread needs no memory, so it never fails. */
    private static int runUntilFailure(PrintStream err) {
        FatalFailure failure = FatalFailure.await();
        printFailure(err, failure.what(), failure.cause());
        return CANNOT_CONTINUE;
    }

    /** Also ends the process if there is too little memory for the message. */
    private static void printFailure(PrintStream err, String what, Throwable cause) {
        try {
            err.println("smtp-fake: " + what + ": " + cause);
            if (!(cause instanceof OutOfMemoryError)) {
                cause.printStackTrace(err);
            }
        } catch (Throwable e) {
            Runtime.getRuntime().halt(CANNOT_CONTINUE);
        }
    }

    /** Returns the exit code: 0 once the servers run, or after a command that starts none, such as {@code --help}. */
    int run(String[] arguments, Map<String, String> environment) {
        try {
            if (arguments.length > 0 && !arguments[0].startsWith("-")) {
                return command(arguments, environment);
            }
            CommandLine line = CommandLine.parse(arguments, environment);
            if (line.has(Option.HELP)) {
                out.print(Usage.text());
            } else if (line.has(Option.VERSION)) {
                printVersion();
            } else {
                start(line);
            }
            return 0;
        } catch (UsageException e) {
            err.println("smtp-fake: " + e.getMessage());
            err.println("See " + Option.HELP.flag() + " for all options.");
            return INVALID_USAGE;
        } catch (StartException e) {
            err.println("smtp-fake: " + e.getMessage());
            return CANNOT_START;
        }
    }

    private int command(String[] arguments, Map<String, String> environment) throws UsageException {
        switch (arguments[0]) {
            case "help" -> {
                if (arguments.length > 1 && !arguments[1].startsWith("-")) {
                    return run(new String[] {arguments[1], Option.HELP.flag()}, environment);
                }
                out.print(Usage.text());
                return 0;
            }
            case "version" -> {
                if (arguments.length == 2 && arguments[1].matches("-h|--help")) {
                    out.println("Usage: smtp-fake version");
                    return 0;
                }
                requireNoUpdate(arguments);
                printVersion();
                return 0;
            }
            default -> {
                return ClientCommand.run(arguments, environment, out, err);
            }
        }
    }

    /** Accepts only the option of Mailpit's {@code version} that asks for what this command does anyway. */
    private static void requireNoUpdate(String[] arguments) throws UsageException {
        for (int i = 1; i < arguments.length; i++) {
            if (!arguments[i].matches("--no-release-check(=true)?")) {
                throw new UsageException("version accepts no options, not " + arguments[i]
                        + ": smtp-fake neither looks for releases nor updates itself");
            }
        }
    }

    private void printVersion() {
        out.println("smtp-fake " + Version.current());
    }

    private void start(CommandLine line) throws UsageException, StartException {
        Options options = Options.of(line);
        LogSettings log = options.log();
        if (!log.areDefault()) {
            log.use();
        }
        if (!line.ignored().isEmpty()) {
            err.println(log.format()
                    .notice(
                            Level.WARNING,
                            "smtp-fake: Ignoring unsupported settings: " + String.join(", ", line.ignored())));
        }
        Application application = Application.start(options);
        started = true;
        Runtime.getRuntime().addShutdownHook(new StopHook(application));
        String smtp = application.tlsMode() == TlsMode.IMPLICIT ? "SMTPS" : "SMTP";
        print(log, smtp + " listens on " + endpoint(options.smtpAddress(), application.smtpPort()));
        if (options.hasSmtps()) {
            print(log, "SMTPS listens on " + endpoint(options.smtpAddress(), application.smtpsPort()));
        }
        print(
                log,
                (options.httpTls() ? "HTTPS listens on https://" : "HTTP listens on http://")
                        + endpoint(options.httpAddress(), application.httpPort())
                        + options.guard().webRoot());
        if (log.format() == LogFormat.TEXT) {
            printLinesOfMailpit(options, application);
        }
    }

    /** Prints the lines of Mailpit, after everything has started: programs that start its image wait for them. */
    private void printLinesOfMailpit(Options options, Application application) {
        StartLines lines = new StartLines(
                new InetSocketAddress(options.smtpAddress(), application.smtpPort()),
                application.tlsMode(),
                new InetSocketAddress(options.httpAddress(), application.httpPort()),
                options.httpTls(),
                options.guard().webRoot().toString());
        for (String line : lines.texts()) {
            out.println(line);
        }
    }

    private void print(LogSettings log, String notice) {
        out.println(log.format().notice(Level.INFO, notice));
    }

    private static String endpoint(InetAddress address, int port) {
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }

    private static final class StopHook extends Thread {
        private final Application application;

        StopHook(Application application) {
            super("smtp-fake-stop");
            this.application = application;
        }

        @Override
        public void run() {
            application.close();
        }
    }
}
