package io.github.smtpfake.rest.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A difference between two answers.
 *
 * @param path where it is in the {@link View}, such as {@code /body/messages/3/Subject}
 * @param original the value of Mailpit; missing if only the other answer has one
 * @param ours the value of smtp-fake; missing if only Mailpit has one
 * @param originalView the answer of Mailpit
 * @param oursView the answer of smtp-fake
 */
record Difference(Ask ask, String path, JsonNode original, JsonNode ours, JsonNode originalView, JsonNode oursView) {
    private static final int SHOWN = 300;

    /** Returns the differences of two answers. */
    static List<Difference> between(Ask ask, JsonNode original, JsonNode ours) {
        List<Difference> found = new ArrayList<>();
        Pair views = new Pair(ask, original, ours, found);
        views.compare("", original, ours);
        return found;
    }

    private record Pair(Ask ask, JsonNode originalView, JsonNode oursView, List<Difference> found) {

        void compare(String path, JsonNode original, JsonNode ours) {
            if (original.equals(ours)) {
                return;
            }
            if (original instanceof ObjectNode left && ours instanceof ObjectNode right) {
                Set<String> names = new LinkedHashSet<>();
                left.fieldNames().forEachRemaining(names::add);
                right.fieldNames().forEachRemaining(names::add);
                for (String name : names) {
                    compare(path + "/" + name, left.path(name), right.path(name));
                }
            } else if (original instanceof ArrayNode left
                    && ours instanceof ArrayNode right
                    && left.size() == right.size()) {
                for (int i = 0; i < left.size(); i++) {
                    compare(path + "/" + i, left.get(i), right.get(i));
                }
            } else {
                found.add(new Difference(ask, path, original, ours, originalView, oursView));
            }
        }
    }

    /** Returns the last name of the path. */
    String member() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isIn(String name) {
        return (path + "/").contains("/" + name + "/");
    }

    int originalStatus() {
        return originalView.path("status").asInt();
    }

    int oursStatus() {
        return oursView.path("status").asInt();
    }

    @Override
    public String toString() {
        return ask + "\n    " + path + "\n    Mailpit: " + shown(original) + "\n    ours:    " + shown(ours);
    }

    private static String shown(JsonNode node) {
        String text = node instanceof MissingNode ? "(missing)" : node.toString();
        if (node instanceof ArrayNode array && array.size() > 0 && array.get(0).has("ID")) {
            text = array.size() + " messages: " + String.join(" ", array.findValuesAsText("ID"));
        }
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "… (" + text.length() + " characters)" : text;
    }
}
