package io.github.smtpfake.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.store.StoreUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads values of answers. */
final class Answers {

    private Answers() {}

    /** Returns the text of a member; empty if it is absent or null. */
    static Optional<String> text(JsonNode json, String name) {
        return json.hasNonNull(name) ? Optional.of(json.get(name).asText()) : Optional.empty();
    }

    /**
     * Returns the text of a member.
     *
     * @throws StoreUnavailableException if it is absent or null
     */
    static String required(JsonNode json, String name) {
        return text(json, name)
                .orElseThrow(() -> new StoreUnavailableException(
                        "The answer of the server lacks \"" + name + "\". Use the same release of server and client.",
                        null));
    }

    static List<String> texts(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> reader) {
        List<T> list = new ArrayList<>(array.size());
        array.forEach(each -> list.add(reader.apply(each)));
        return list;
    }

    static <T> Map<String, T> map(JsonNode object, Function<JsonNode, T> reader) {
        Map<String, T> map = new LinkedHashMap<>();
        object.properties().forEach(each -> map.put(each.getKey(), reader.apply(each.getValue())));
        return map;
    }

    /**
     * Returns the constant with this name in JSON, such as {@code abortedByRule}.
     *
     * @throws StoreUnavailableException if there is none
     */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().replace("_", "").toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new StoreUnavailableException(
                "The server knows a " + type.getSimpleName() + " \"" + name
                        + "\" that this client does not know. Use the same release of server and client.",
                null);
    }
}
