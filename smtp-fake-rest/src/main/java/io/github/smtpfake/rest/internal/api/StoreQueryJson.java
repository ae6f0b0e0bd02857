package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.internal.query.Field;
import io.github.smtpfake.internal.query.QueryTerms;
import io.github.smtpfake.internal.query.Term;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.store.StoreQuery;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a query for messages of the store: an object with the members {@code after}, {@code before} and {@code begun} for numbers,
 * {@code ids}, {@code read}, {@code tagged}, {@code tags}, {@code absentTags}, and {@code terms} for the conditions on the
 * message. All are optional.
 */
final class StoreQueryJson {
    private static final List<String> NAMES =
            List.of("after", "before", "begun", "ids", "read", "tagged", "tags", "absentTags", "terms");

    /** The reader of each kind of term, by its name. */
    private static final Map<String, Function<JsonValue, Term>> READERS = new LinkedHashMap<>();

    static {
        READERS.put("matches", value -> new Term.Matches(field(value), text(value, "pattern")));
        READERS.put("contains", value -> new Term.Contains(field(value), text(value, "text")));
        READERS.put("header", value -> new Term.HeaderContains(text(value, "name"), text(value, "text")));
        READERS.put("receivedAfter", value -> new Term.ReceivedAfter(time(value)));
        READERS.put("receivedBefore", value -> new Term.ReceivedBefore(time(value)));
        READERS.put("largerThan", value -> new Term.LargerThan(value.longInteger()));
        READERS.put("smallerThan", value -> new Term.SmallerThan(value.longInteger()));
        READERS.put("has", value -> new Term.Has(constant(Term.PartKind.class, value)));
        READERS.put(
                "anyOf",
                value -> new Term.AnyOf(
                        value.elements().stream().map(StoreQueryJson::terms).toList()));
        READERS.put("not", value -> new Term.Not(terms(value)));
    }

    private StoreQueryJson() {}

    static StoreQuery read(JsonValue json) {
        json.requireOnly(NAMES);
        return new StoreQuery(
                json.member("terms").map(StoreQueryJson::message).orElse(MessageQuery.any()),
                json.member("after").map(JsonValue::longInteger).orElse(0L),
                json.member("before").map(JsonValue::longInteger).orElse(Long.MAX_VALUE),
                json.member("begun").map(JsonValue::longInteger).orElse(0L),
                json.member("ids").map(StoreQueryJson::texts),
                json.member("read").map(JsonValue::bool),
                json.member("tagged").map(JsonValue::bool),
                json.member("tags").map(StoreQueryJson::texts).orElse(Set.of()),
                json.member("absentTags").map(StoreQueryJson::texts).orElse(Set.of()));
    }

    private static Set<String> texts(JsonValue array) {
        return Set.copyOf(array.elements().stream().map(JsonValue::text).toList());
    }

    private static MessageQuery message(JsonValue array) {
        MessageQuery query = MessageQuery.any();
        for (Term term : terms(array)) {
            query = query.and(QueryTerms.query(MessageQuery.class, term, "that a client of the store asked for"));
        }
        return query;
    }

    private static List<Term> terms(JsonValue array) {
        List<Term> terms = new ArrayList<>();
        for (JsonValue element : array.elements()) {
            List<String> names = element.requireOnly(READERS.keySet()).names();
            if (names.size() != 1) {
                throw element.wrong("must have one condition, not " + names.size());
            }
            String name = names.get(0);
            terms.add(READERS.getOrDefault(name, StoreQueryJson::unknown).apply(element.required(name)));
        }
        return terms;
    }

    private static Term unknown(JsonValue value) {
        throw value.wrong("is unknown");
    }

    private static Field field(JsonValue value) {
        return constant(Field.class, value.required("field"));
    }

    private static String text(JsonValue value, String name) {
        return value.required(name).text();
    }

    private static Instant time(JsonValue value) {
        try {
            return Instant.parse(value.text());
        } catch (DateTimeException e) {
            throw value.wrong("must be a time in UTC such as 2026-11-23T10:15:30Z");
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonValue value) {
        Optional<E> found = List.of(type.getEnumConstants()).stream()
                .filter(constant -> name(constant).equals(value.text()))
                .findFirst();
        return found.orElseThrow(() -> value.wrong("must be one of "
                + String.join(
                        ", ",
                        List.of(type.getEnumConstants()).stream()
                                .map(StoreQueryJson::name)
                                .toList())));
    }

    /** Returns the name of a constant in JSON, such as {@code reply-to}. */
    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
