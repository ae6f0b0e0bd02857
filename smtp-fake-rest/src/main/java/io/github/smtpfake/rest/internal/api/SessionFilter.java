package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SmtpSession;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A query parameter that selects sessions, with the syntax of rule conditions. */
enum SessionFilter {
    HELO("helo", RuleCondition::helo),
    USER("user", RuleCondition::user),
    CLIENT("client", RuleCondition::client);

    /** The names of the parameters. */
    static final List<String> NAMES =
            Arrays.stream(values()).map(filter -> filter.parameter).toList();

    private final String parameter;
    private final Function<String, RuleCondition> condition;

    SessionFilter(String parameter, Function<String, RuleCondition> condition) {
        this.parameter = parameter;
        this.condition = condition;
    }

    /** Returns a predicate for the sessions that match every filter among the parameters. */
    static Predicate<SmtpSession> all(Parameters parameters) {
        Predicate<SmtpSession> all = session -> true;
        for (SessionFilter filter : values()) {
            for (String value : parameters.all(filter.parameter)) {
                if (value.isEmpty()) {
                    throw Parameters.malformed(filter.parameter, "must not be empty");
                }
                RuleCondition condition = filter.condition.apply(value);
                all = all.and(session -> condition.holds(new KnownSession(session.info())));
            }
        }
        return all;
    }

    /** Makes a session available to a rule condition, outside of any stage. */
    private record KnownSession(SessionInfo session) implements Situation {

        @Override
        public Stage stage() {
            return Stage.COMMAND;
        }

        @Override
        public Optional<Envelope> envelope() {
            return Optional.empty();
        }

        @Override
        public Optional<String> recipient() {
            return Optional.empty();
        }

        @Override
        public int nth() {
            return 0;
        }

        @Override
        public long bytesReceived() {
            return 0;
        }

        @Override
        public Optional<CapturedMessage> message() {
            return Optional.empty();
        }
    }
}
