package io.github.smtpfake.rest.comparison;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/**
 * A message that both servers receive.
 *
 * @param name a name for reports
 * @param user the user of AUTH; empty for a session without authentication
 */
record Sample(String name, String user, String sender, List<String> recipients, byte[] bytes) {

    boolean hasMessageId() {
        return new String(bytes, ISO_8859_1).split("\r?\n\r?\n", 2)[0].matches("(?is)(.*\n)?message-id:.*");
    }
}
