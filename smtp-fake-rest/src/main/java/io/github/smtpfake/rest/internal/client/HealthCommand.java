package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code health}: prints whether the server accepts mail. */
final class HealthCommand implements Action {

    @Override
    public int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Arguments<ClientOption> parsed = Arguments.parse(arguments, 1, ClientOption.COMMON, 0);
        if (parsed.values().containsKey(ClientOption.HELP)) {
            out.print(ClientOption.help("health [--url URL]", ClientOption.COMMON));
            return 0;
        }
        ApiClient.Answer answer =
                ApiClient.withoutCredentials(parsed, environment).get("/readyz");
        out.println(new String(answer.body(), StandardCharsets.UTF_8).strip());
        return answer.isOk() ? 0 : 1;
    }
}
