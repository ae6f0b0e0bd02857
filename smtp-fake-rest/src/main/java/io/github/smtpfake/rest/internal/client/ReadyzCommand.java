package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.Flag;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code readyz}: the health check of Mailpit, with its options. */
final class ReadyzCommand implements Action {
    private static final Given THIRTY_SECONDS = new Given(MailpitFlag.TIMEOUT.flag(), "30s");
    private static final long MAX_MILLIS = Duration.ofDays(365).toMillis();
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{0,9})?)(ms|s|m|h)");

    /** The options of Mailpit's command. */
    private enum MailpitFlag implements Flag {
        LISTEN(
                "--listen",
                "ADDRESS:PORT",
                "address of the server (default: from the variables of the server, or :8025)"),
        WEBROOT("--webroot", "PATH", "web root of the server (default: from the variables of the server)"),
        HTTPS("--https", "", "use HTTPS, and accept any certificate"),
        WAIT("--wait", "", "wait until the server is ready"),
        TIMEOUT("--timeout", "DURATION", "maximum time to wait, such as 1m30s (default 30s)"),
        HELP("--help", "", "print this help and exit");

        private final String flag;
        private final String argument;
        private final String description;

        MailpitFlag(String flag, String argument, String description) {
            this.flag = flag;
            this.argument = argument;
            this.description = description;
        }

        @Override
        public String flag() {
            return flag;
        }

        @Override
        public String argument() {
            return argument;
        }

        @Override
        public String description() {
            return description;
        }

        @Override
        public boolean isRepeatable() {
            return false;
        }
    }

    @Override
    public int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Arguments<MailpitFlag> parsed = Arguments.parse(ours(arguments), 1, List.of(MailpitFlag.values()), 0);
        if (parsed.values().containsKey(MailpitFlag.HELP)) {
            out.print(ClientOption.help("readyz [--wait]", List.of(MailpitFlag.values())));
            return 0;
        }
        String url = LocalServer.url(
                environment,
                text(parsed, MailpitFlag.LISTEN),
                text(parsed, MailpitFlag.WEBROOT),
                parsed.values().containsKey(MailpitFlag.HTTPS));
        ApiClient api = ApiClient.withoutCredentials(url);
        Duration timeout = duration(parsed.values()
                .getOrDefault(MailpitFlag.TIMEOUT, List.of(THIRTY_SECONDS))
                .get(0));
        return parsed.values().containsKey(MailpitFlag.WAIT)
                ? HealthCommand.await(api, timeout, out)
                : HealthCommand.check(api, timeout, out);
    }

    /** Writes the short option and switches with a value, which Mailpit accepts, in the only form that is accepted here. */
    private static String[] ours(String[] arguments) {
        List<String> ours = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("-l") || argument.startsWith("-l=")) {
                ours.add(MailpitFlag.LISTEN.flag() + argument.substring(2));
            } else if (argument.matches("--(wait|https)=(true|1)")) {
                ours.add(argument.substring(0, argument.indexOf('=')));
            } else if (!argument.matches("--(wait|https)=(false|0)")) {
                ours.add(argument);
            }
        }
        return ours.toArray(new String[0]);
    }

    private static @Nullable String text(Arguments<MailpitFlag> parsed, MailpitFlag flag) {
        List<Given> given = parsed.values().get(flag);
        return given == null ? null : given.get(0).text();
    }

    /** Parses a duration in the syntax of Go, such as {@code 1m30s}. */
    private static Duration duration(Given given) throws UsageException {
        Matcher matcher = DURATION.matcher(given.text());
        double millis = 0;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            end = matcher.end();
            millis += Double.parseDouble(matcher.group(1))
                    * switch (matcher.group(2)) {
                        case "ms" -> 1;
                        case "s" -> 1_000;
                        case "m" -> 60_000;
                        default -> 3_600_000;
                    };
        }
        if (end == 0 || end < given.text().length()) {
            throw given.invalid("must be a duration such as 30s or 1m30s");
        }
        if (millis > MAX_MILLIS) {
            throw given.invalid("must be at most 8760h");
        }
        return Duration.ofMillis((long) millis);
    }
}
