package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code wait}: prints the newest matching message as soon as there is one, or a list as soon as there are enough. */
final class WaitCommand implements Action {
    private static final Given TEN_SECONDS = new Given(ClientOption.TIMEOUT.flag(), "10s");
    /** The maximum of the server. */
    private static final int LONGEST_LIST = 1_000;

    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

    @Override
    public int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Arguments<ClientOption> parsed = Arguments.parse(arguments, 1, ClientOption.OF_WAIT, 0);
        if (parsed.values().containsKey(ClientOption.HELP)) {
            out.print(ClientOption.help("wait [OPTION]...", ClientOption.OF_WAIT));
            return 0;
        }
        Given given = parsed.values()
                .getOrDefault(ClientOption.TIMEOUT, List.of(TEN_SECONDS))
                .get(0);
        Duration timeout = Values.duration(given);
        if (timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw given.invalid("must be at most 5m");
        }
        boolean raw = parsed.values().containsKey(ClientOption.RAW);
        String path = path(parsed, raw) + query(parsed, timeout);
        ApiClient.Answer answer = ApiClient.of(parsed, environment).get(path, timeout, body -> body.transferTo(out));
        if (!answer.isOk()) {
            err.println("smtp-fake: " + answer.reason());
            return 1;
        }
        if (!raw) {
            out.println();
        }
        out.flush();
        return 0;
    }

    private static String path(Arguments<ClientOption> parsed, boolean raw) throws UsageException {
        if (!parsed.values().containsKey(ClientOption.COUNT)) {
            return "/api/messages/latest" + (raw ? "/raw" : "");
        }
        if (raw) {
            throw new UsageException(
                    ClientOption.RAW.flag() + " prints one message; remove it or " + ClientOption.COUNT.flag());
        }
        return "/api/messages";
    }

    private static String query(Arguments<ClientOption> parsed, Duration timeout) throws UsageException {
        StringBuilder query = new StringBuilder("?wait=" + timeout.toMillis() + "ms");
        List<Given> count = parsed.values().get(ClientOption.COUNT);
        if (count != null) {
            int number = Values.number(count.get(0), 1, Integer.MAX_VALUE);
            query.append("&count=").append(number).append("&limit=").append(Math.min(number, LONGEST_LIST));
        }
        for (Map.Entry<ClientOption, List<Given>> option : parsed.values().entrySet()) {
            if (option.getKey().isFilter()) {
                for (Given value : option.getValue()) {
                    query.append('&').append(option.getKey().parameter()).append('=');
                    query.append(URLEncoder.encode(value.text(), StandardCharsets.UTF_8));
                }
            }
        }
        return query.toString();
    }
}
