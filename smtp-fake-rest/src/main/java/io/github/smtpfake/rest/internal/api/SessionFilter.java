package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.session.SessionQuery;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A query parameter that selects sessions, with the syntax of rule conditions. */
enum SessionFilter {
    HELO("helo", SessionQuery::helo),
    USER("user", SessionQuery::user),
    CLIENT("client", SessionFilter::client);

    /** The names of the parameters. */
    static final List<String> NAMES =
            Arrays.stream(values()).map(filter -> filter.parameter).toList();

    private final String parameter;
    private final BiFunction<SessionQuery, String, SessionQuery> condition;

    SessionFilter(String parameter, BiFunction<SessionQuery, String, SessionQuery> condition) {
        this.parameter = parameter;
        this.condition = condition;
    }

    /** Returns the query that consists of all filters among the parameters. */
    static SessionQuery query(Parameters parameters) {
        SessionQuery query = SessionQuery.any();
        for (SessionFilter filter : values()) {
            for (String value : parameters.all(filter.parameter)) {
                if (value.isEmpty()) {
                    throw Parameters.malformed(filter.parameter, "must not be empty");
                }
                query = filter.condition.apply(query, value);
            }
        }
        return query;
    }

    private static SessionQuery client(SessionQuery query, String address) {
        RuleCondition condition = RuleCondition.client(address);
        return query.matching(
                "connected from " + address, session -> condition.holds(new KnownSession(session.info())));
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
