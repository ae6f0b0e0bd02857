package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.Parameters;
import java.util.Arrays;
import java.util.List;

/** A parameter that selects messages; one that is repeated must match each time. */
enum Filter {
    FROM("from", Kind.ADDRESS, MessageQuery::from),
    TO("to", Kind.ADDRESS, MessageQuery::to),
    CC("cc", Kind.ADDRESS, MessageQuery::cc),
    REPLY_TO("reply-to", Kind.ADDRESS, MessageQuery::replyTo),
    RECIPIENT("recipient", Kind.ADDRESS, MessageQuery::recipient),
    SENDER("sender", Kind.PATH, MessageQuery::sender),
    SUBJECT("subject", Kind.TEXT, MessageQuery::subjectContains),
    TEXT("text", Kind.TEXT, MessageQuery::textContains),
    HTML("html", Kind.TEXT, MessageQuery::htmlContains),
    HEADER("header", Kind.HEADER, Filter::headerContains),
    ATTACHMENT("attachment", Kind.TEXT, MessageQuery::attachment),
    HELO("helo", Kind.TEXT, MessageQuery::helo),
    USER("user", Kind.TEXT, MessageQuery::user),
    SESSION("session", Kind.TEXT, MessageQuery::session);

    /** The names of all. */
    static final List<String> NAMES =
            Arrays.stream(values()).map(filter -> filter.parameter).toList();

    private final String parameter;
    private final Kind kind;
    private final Condition condition;

    Filter(String parameter, Kind kind, Condition condition) {
        this.parameter = parameter;
        this.kind = kind;
        this.condition = condition;
    }

    /** Returns the query that all filters among the parameters make together. */
    static MessageQuery query(Parameters parameters) {
        MessageQuery query = MessageQuery.any();
        for (Filter filter : values()) {
            for (String value : parameters.all(filter.parameter)) {
                filter.kind.check(filter.parameter, value);
                query = filter.condition.add(query, value);
            }
        }
        return query;
    }

    private static MessageQuery headerContains(MessageQuery query, String nameAndValue) {
        int colon = nameAndValue.indexOf(':');
        return query.headerContains(
                nameAndValue.substring(0, colon).strip(),
                nameAndValue.substring(colon + 1).strip());
    }

    private interface Condition {
        MessageQuery add(MessageQuery query, String value);
    }

    /** What a value can be. */
    private enum Kind {
        /** Empty it would match everything, and is rather a variable of a script that was not set. */
        TEXT {
            @Override
            void check(String parameter, String value) {
                if (value.isEmpty()) {
                    throw Parameters.malformed(parameter, "must not be empty");
                }
            }
        },
        ADDRESS {
            @Override
            void check(String parameter, String value) {
                TEXT.check(parameter, value);
                PATH.check(parameter, value);
            }
        },
        /** An address, or nothing for the null path. */
        PATH {
            @Override
            void check(String parameter, String value) {
                if (value.indexOf(' ') >= 0 && value.indexOf('"') < 0) {
                    throw Parameters.malformed(
                            parameter, "must be an address, which has no blank; in a URL write + as %2B");
                }
            }
        },
        HEADER {
            @Override
            void check(String parameter, String value) {
                if (value.indexOf(':') <= 0) {
                    throw Parameters.malformed(parameter, "must be a name, a colon and a part of its value");
                }
            }
        };

        abstract void check(String parameter, String value);
    }
}
