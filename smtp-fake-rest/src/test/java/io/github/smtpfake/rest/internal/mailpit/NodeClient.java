package io.github.smtpfake.rest.internal.mailpit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.NodeProject;
import java.io.IOException;
import java.util.HexFormat;

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
        NodeProject.Result result = PROJECT.run("node", "mailpit.js", "http://127.0.0.1:" + port, ascii(json));
        assertThat(result.exitCode()).as(result.output()).isZero();
        return HttpApi.tree(result.output());
    }

    /** Escapes all other characters, because the arguments of a process have the charset of the locale. */
    private static String ascii(String json) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            escaped.append(c < 0x80 ? String.valueOf(c) : "\\u" + HexFormat.of().toHexDigits(c));
        }
        return escaped.toString();
    }
}
