package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.internal.hints.AddressArgument;
import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.message.MessageQueries;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.http.Parameters;
import io.github.smtpfake.rest.internal.text.Sizes;
import io.github.smtpfake.store.StoreQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * A query parameter that selects messages. A message must match every filter that a request has, and each value of a
 * repeated one.
 */
enum MessageFilter {
    FROM("from", Kind.ADDRESS, content(MessageQueries::from)),
    TO("to", Kind.ADDRESS, content(MessageQueries::to)),
    CC("cc", Kind.ADDRESS, content(MessageQueries::cc)),
    REPLY_TO("reply-to", Kind.ADDRESS, content(MessageQueries::replyTo)),
    RECIPIENT("recipient", Kind.ADDRESS, content(MessageQueries::recipient)),
    SENDER("sender", Kind.PATH, content(MessageQueries::sender)),
    SUBJECT("subject", Kind.TEXT, content(MessageQueries::subjectContains)),
    TEXT("text", Kind.TEXT, content(MessageQueries::textContains)),
    HTML("html", Kind.TEXT, content(MessageQueries::htmlContains)),
    ANY_TEXT("any-text", Kind.WORDS, content(MessageQueries::anyTextContains)),
    HEADER("header", Kind.HEADER, content(MessageFilter::headerContains)),
    ATTACHMENT("attachment", Kind.TEXT, content(MessageQueries::attachment)),
    HELO("helo", Kind.TEXT, content(MessageQueries::helo)),
    USER("user", Kind.TEXT, content(MessageQueries::user)),
    SESSION("session", Kind.TEXT, content(MessageQuery.any()::session)),
    AFTER("after", Kind.TIME, content(value -> MessageQueries.receivedAfter(time(value)))),
    BEFORE("before", Kind.TIME, content(value -> MessageQueries.receivedBefore(time(value)))),
    LARGER_THAN("larger-than", Kind.SIZE, content(value -> MessageQueries.largerThan(Sizes.parse(value)))),
    SMALLER_THAN("smaller-than", Kind.SIZE, content(value -> MessageQueries.smallerThan(Sizes.parse(value)))),
    READ("read", Kind.BOOLEAN, (query, value) -> query.read(Boolean.parseBoolean(value))),
    TAG("tag", Kind.TEXT, StoreQuery::tag);

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
    static StoreQuery query(Parameters parameters) {
        StoreQuery query = StoreQuery.all();
        for (MessageFilter filter : values()) {
            for (String value : parameters.all(filter.parameter)) {
                filter.kind.check(filter.parameter, value);
                query = filter.condition.addTo(query, value);
            }
        }
        return query;
    }

    private static Condition content(Function<String, MessageQuery> condition) {
        return (query, value) -> query.matching(condition.apply(value));
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static MessageQuery headerContains(String nameAndValue) {
        int colon = nameAndValue.indexOf(':');
        return MessageQueries.headerContains(
                nameAndValue.substring(0, colon).strip(),
                nameAndValue.substring(colon + 1).strip());
    }

    private interface Condition {
        StoreQuery addTo(StoreQuery query, String value);
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
                AddressArgument.withinBrackets(value).ifPresent(address -> {
                    throw Parameters.malformed(
                            parameter,
                            "must be an address without display name and angle brackets, such as " + address);
                });
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
        },
        /** At least one character that is searched, because all others match every message. */
        WORDS {
            @Override
            void check(String parameter, String value) {
                if (SearchText.normalize(value).isEmpty()) {
                    throw Parameters.malformed(parameter, "must contain a word");
                }
            }
        },
        TIME {
            @Override
            void check(String parameter, String value) {
                try {
                    time(value);
                } catch (DateTimeException e) {
                    throw Parameters.malformed(
                            parameter, "must be a time such as 2026-11-23T10:15:30Z; write + as %2B in a URL");
                }
            }
        },
        SIZE {
            @Override
            void check(String parameter, String value) {
                try {
                    Sizes.parse(value);
                } catch (IllegalArgumentException e) {
                    throw Parameters.malformed(parameter, String.valueOf(e.getMessage()));
                }
            }
        },
        BOOLEAN {
            @Override
            void check(String parameter, String value) {
                if (!value.equals("true") && !value.equals("false")) {
                    throw Parameters.malformed(parameter, "must be true or false");
                }
            }
        };

        abstract void check(String parameter, String value);
    }
}
