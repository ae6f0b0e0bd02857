package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code health}: prints whether the server accepts mail, or waits until it does. */
final class HealthCommand implements Action {
    private static final Given THIRTY_SECONDS = new Given(ClientOption.TIMEOUT.flag(), "30s");

    @Override
    public int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Arguments<ClientOption> parsed = Arguments.parse(arguments, 1, ClientOption.OF_HEALTH, 0);
        if (parsed.values().containsKey(ClientOption.HELP)) {
            out.print(ClientOption.help("health [--wait] [--url URL]", ClientOption.OF_HEALTH));
            return 0;
        }
        Duration timeout = Values.duration(parsed.values()
                .getOrDefault(ClientOption.TIMEOUT, List.of(THIRTY_SECONDS))
                .get(0));
        ApiClient api = ApiClient.withoutCredentials(parsed, environment);
        return parsed.values().containsKey(ClientOption.WAIT) ? await(api, timeout, out) : check(api, timeout, out);
    }

    /** Prints the answer of {@code /readyz}, for which it waits at most for the given time, and returns the exit code. */
    static int check(ApiClient api, Duration timeout, PrintStream out) throws IOException {
        ApiClient.Answer answer = api.getWithin("/readyz", timeout);
        out.println(text(answer));
        return answer.isOk() ? 0 : 1;
    }

    /**
     * Waits until {@code /readyz} answers 200, prints the answer, and returns the exit code. It must ask repeatedly, because
     * nothing else shows that a server begins to listen.
     *
     * @throws IOException if the time is over; the message says what the last attempt resulted in
     */
    static int await(ApiClient api, Duration timeout, PrintStream out) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        String failure = "";
        while (true) {
            try {
                ApiClient.Answer answer = api.getWithin("/readyz", Duration.ofNanos(deadline - System.nanoTime()));
                failure = text(answer);
                if (answer.isOk()) {
                    out.println(failure);
                    return 0;
                }
            } catch (IOException e) {
                // The last attempt may have no time for an answer; then the one before says more.
                if (failure.isEmpty() || System.nanoTime() < deadline) {
                    failure = String.valueOf(e.getMessage());
                }
            }
            if (System.nanoTime() >= deadline) {
                throw new IOException("The server was not ready within " + text(timeout) + ": " + failure);
            }
            pause(Math.min(100, 1 + (deadline - System.nanoTime()) / 1_000_000));
        }
    }

    private static String text(ApiClient.Answer answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).strip();
    }

    private static String text(Duration timeout) {
        return Durations.text(timeout).replaceFirst("(?=[a-z])", " ");
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(Math.max(1, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The wait was interrupted", e);
        }
    }
}
