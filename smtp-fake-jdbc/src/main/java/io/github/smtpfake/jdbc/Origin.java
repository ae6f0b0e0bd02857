package io.github.smtpfake.jdbc;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.SessionInfo;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who delivered a message, in the form in which SQL compares it. */
record Origin(
        String sender, @Nullable String helo, @Nullable String login, String session) {
    private static final String NULL_PATH = "<>";

    static Origin of(CapturedMessage message) {
        String sender = message.envelope().sender();
        SessionInfo session = message.session();
        return new Origin(
                Fold.key(sender.isEmpty() ? NULL_PATH : sender),
                key(session.helo()),
                key(session.authentication().map(Authentication::user)),
                Fold.key(session.id()));
    }

    private static @Nullable String key(Optional<String> text) {
        return text.map(Fold::key).orElse(null);
    }

    /** Returns whether SQL cannot decide conditions on these values. */
    boolean isOdd() {
        return Stream.of(
                        Optional.of(sender),
                        Optional.ofNullable(helo),
                        Optional.ofNullable(login),
                        Optional.of(session))
                .flatMap(Optional::stream)
                .anyMatch(Fold::isOdd);
    }
}
