package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Arguments;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** {@code health}: tells whether the server accepts mail. */
final class HealthCommand implements ClientCommand.Action {

    @Override
    public int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err)
            throws UsageException, IOException {
        Arguments<ClientOption> parsed = Arguments.parse(arguments, 1, ClientOption.OF_ALL, 0);
        if (parsed.values().containsKey(ClientOption.HELP)) {
            out.print(ClientOption.help("health [--url URL]", ClientOption.OF_ALL));
            return 0;
        }
        ApiClient.Answer answer = ApiClient.withoutSecrets(parsed, environment).get("/readyz");
        out.println(new String(answer.body(), StandardCharsets.UTF_8).strip());
        return answer.isOk() ? 0 : 1;
    }
}
