package io.github.smtpfake.rest.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Creates objects in which a repeated member is where it was last. */
final class LastMemberCounts extends JsonNodeFactory {
    private static final long serialVersionUID = 1;

    @Override
    public ObjectNode objectNode() {
        return new ObjectNode(this, new Members());
    }

    private static final class Members extends LinkedHashMap<String, JsonNode> {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable JsonNode put(String name, JsonNode value) {
            JsonNode replaced = remove(name);
            super.put(name, value);
            return replaced;
        }
    }
}
