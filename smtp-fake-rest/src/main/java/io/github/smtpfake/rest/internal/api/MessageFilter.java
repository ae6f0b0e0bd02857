package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.Parameters;
import java.util.Arrays;
import java.util.List;

/**
 * A query parameter that selects messages. A message must match every filter that a request has, and each value of a
 * repeated one.
 */
enum MessageFilter {
    FROM("from", Kind.ADDRESS, MessageQuery::from),
    TO("to", Kind.ADDRESS, MessageQuery::to),
    CC("cc", Kind.ADDRESS, MessageQuery::cc),
    REPLY_TO("reply-to", Kind.ADDRESS, MessageQuery::replyTo),
    RECIPIENT("recipient", Kind.ADDRESS, MessageQuery::recipient),
    SENDER("sender", Kind.PATH, MessageQuery::sender),
    SUBJECT("subject", Kind.TEXT, MessageQuery::subjectContains),
    TEXT("text", Kind.TEXT, MessageQuery::textContains),
    HTML("html", Kind.TEXT, MessageQuery::htmlContains),
    HEADER("header", Kind.HEADER, MessageFilter::headerContains),
    ATTACHMENT("attachment", Kind.TEXT, MessageQuery::attachment),
    HELO("helo", Kind.TEXT, MessageQuery::helo),
    USER("user", Kind.TEXT, MessageQuery::user),
    SESSION("session", Kind.TEXT, MessageQuery::session);

    /** The names of the parameters. */
    static final List<String> NAMES =
            Arrays.stream(values()).map(filter -> filter.parameter).toList();

    private final String parameter;
    private final Kind kind;
    private final Condition condition;

    MessageFilter(String parameter, Kind kind, Condition condition) {
        this.parameter = parameter;
        this.kind = kind;
        this.condition = condition;
    }

    /**
     * Returns the query that consists of all filters among the parameters.
     *
     * @throws io.github.smtpfake.rest.internal.http.ProblemException with 400 if a value is malformed
     */
    static MessageQuery query(Parameters parameters) {
        MessageQuery query = MessageQuery.any();
        for (MessageFilter filter : values()) {
            for (String value : parameters.all(filter.parameter)) {
                filter.kind.check(filter.parameter, value);
                query = filter.condition.addTo(query, value);
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
        MessageQuery addTo(MessageQuery query, String value);
    }

    /** The syntax of a value. */
    private enum Kind {
        /** Not empty: an empty text matches every message, and is usually the value of an unset variable in a script. */
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
        /** An address, or an empty text for the null reverse-path. */
        PATH {
            @Override
            void check(String parameter, String value) {
                if (value.indexOf(' ') >= 0 && value.indexOf('"') < 0) {
                    throw Parameters.malformed(
                            parameter, "must be an address without a space; write + as %2B in a URL");
                }
            }
        },
        HEADER {
            @Override
            void check(String parameter, String value) {
                if (value.indexOf(':') <= 0) {
                    throw Parameters.malformed(
                            parameter, "must be a header name, a colon and a part of its value, such as X-Id: 42");
                }
            }
        };

        abstract void check(String parameter, String value);
    }
}
