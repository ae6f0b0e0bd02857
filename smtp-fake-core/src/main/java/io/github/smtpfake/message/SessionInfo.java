package io.github.smtpfake.message;

import java.time.Instant;
import java.util.Optional;

/**
 * Which session delivered a message, as it stood then. Immutable, and small enough to be kept with each message.
 *
 * @param id 22 random base62 characters
 * @param startedAt when the client connected
 * @param client the client's address and port, such as {@code 127.0.0.1:54321}
 * @param helo the name that the client gave with EHLO or HELO, if it did
 */
public record SessionInfo(String id, Instant startedAt, String client, Optional<String> helo) {}
