package io.github.smtpfake.rest.comparison;

import java.util.List;

/**
 * A message that both servers receive.
 *
 * @param name a name for reports
 * @param user the user of AUTH; empty for a session without authentication
 */
record Sample(String name, String user, String sender, List<String> recipients, byte[] bytes) {}
