package io.github.smtpfake.rest.api;

import io.github.smtpfake.message.SmtpSession;
import io.github.smtpfake.rest.http.Parameters;
import io.github.smtpfake.rules.Condition;
import io.github.smtpfake.rules.Situation;
import io.github.smtpfake.rules.Stage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** A parameter that selects sessions, in the way in which rules do. */
enum SessionFilter {
    HELO("helo", Condition.Helo::new),
    USER("user", Condition.User::new),
    CLIENT("client", Condition.Client::new);

    /** The names of all. */
    static final List<String> NAMES =
            Arrays.stream(values()).map(filter -> filter.parameter).toList();

    private final String parameter;
    private final Function<String, Condition> condition;

    SessionFilter(String parameter, Function<String, Condition> condition) {
        this.parameter = parameter;
        this.condition = condition;
    }

    /** Returns whether a session matches every filter among the parameters. */
    static Predicate<SmtpSession> all(Parameters parameters) {
        Predicate<SmtpSession> all = session -> true;
        for (SessionFilter filter : values()) {
            for (String value : parameters.all(filter.parameter)) {
                if (value.isEmpty()) {
                    throw Parameters.malformed(filter.parameter, "must not be empty");
                }
                Condition condition = filter.condition.apply(value);
                all = all.and(
                        session -> condition.holds(Situation.at(Stage.COMMAND, session.info(), Optional.empty())));
            }
        }
        return all;
    }
}
