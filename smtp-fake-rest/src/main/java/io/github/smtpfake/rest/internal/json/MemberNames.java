package io.github.smtpfake.rest.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/** How the names of members are compared. */
enum MemberNames {
    EXACT {
        @Override
        Optional<JsonNode> find(JsonNode object, String name) {
            return object.hasNonNull(name) ? Optional.of(object.get(name)) : Optional.empty();
        }

        @Override
        boolean isSame(String known, String name) {
            return known.equals(name);
        }
    },

    /** As in Go, which also regards the long s and the Kelvin sign as the letters s and k. */
    ANY_CASE {
        @Override
        Optional<JsonNode> find(JsonNode object, String name) {
            JsonNode last = null;
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (isSame(name, member.getKey()) && !member.getValue().isNull()) {
                    last = member.getValue();
                }
            }
            return Optional.ofNullable(last);
        }

        @Override
        boolean isSame(String known, String name) {
            return known.length() == name.length()
                    && known.equalsIgnoreCase(name.replace('\u017F', 's').replace('\u212A', 'k'));
        }
    };

    /** Returns the last member of an object with this name that is not null. */
    abstract Optional<JsonNode> find(JsonNode object, String name);

    /** Returns whether a member has a known name. */
    abstract boolean isSame(String known, String name);
}
