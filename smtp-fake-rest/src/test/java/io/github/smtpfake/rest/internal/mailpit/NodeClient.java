package io.github.smtpfake.rest.internal.mailpit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.NodeProject;
import java.io.IOException;
import java.net.URLEncoder;

/** The npm package mailpit-api. */
final class NodeClient {
    private static final NodeProject PROJECT = new NodeProject("node");

    private NodeClient() {}

    /** Installs the package. Skips the tests if Node.js is missing or too old, or if npm cannot install the package. */
    static void install() throws IOException, InterruptedException {
        PROJECT.install();
    }

    /** Makes calls, each a JSON list of method and arguments, and returns the result or error of each call. */
    static JsonNode call(int port, String... calls) throws IOException, InterruptedException {
        String json = "[" + String.join(",", calls) + "]";
        // Without what locales and the command lines of Windows change.
        String argument = URLEncoder.encode(json, UTF_8).replace("+", "%20");
        NodeProject.Result result = PROJECT.run("node", "mailpit.js", "http://127.0.0.1:" + port, argument);
        assertThat(result.exitCode()).as(result.output()).isZero();
        return HttpApi.tree(result.output());
    }
}
