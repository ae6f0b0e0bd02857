package io.github.smtpfake.rest.comparison;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;

/**
 * What is compared of an answer, as JSON: status, media type, some headers and the body. Ids are replaced by the numbers of their
 * messages, times of this run by {@code now}, and figures of the process by their type.
 */
final class View {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> FIGURES = Set.of(
            "Version",
            "LatestVersion",
            "Database",
            "DatabaseSize",
            "Uptime",
            "Memory",
            "MessagesDeleted",
            "SMTPAcceptedSize");
    private static final Set<String> STATE = Set.of("ID", "Read", "Tags");
    private static final Duration RUN = Duration.ofHours(1);

    private View() {}

    /** Returns the view of a list that shows only which messages it contains, and their marks and tags. */
    static ObjectNode ofState(Answer answer, Peer peer) {
        ObjectNode view = of(answer, peer);
        for (JsonNode message : view.path("body").path("messages")) {
            ((ObjectNode) message).retain(STATE);
        }
        return view;
    }

    static ObjectNode of(Answer answer, Peer peer) {
        ObjectNode view = JSON.createObjectNode();
        view.put("status", answer.status());
        view.put("type", answer.header("Content-Type"));
        view.put("disposition", peer.withoutIds(answer.header("Content-Disposition")));
        view.put("location", peer.withoutIds(answer.header("Location")));
        view.set("body", body(answer, peer));
        return view;
    }

    private static JsonNode body(Answer answer, Peer peer) {
        String text = peer.withoutIds(text(answer.body()));
        if (answer.header("Content-Type").startsWith("application/json")) {
            try {
                return normal("", JSON.readTree(text));
            } catch (JsonProcessingException e) {
                return TextNode.valueOf(text);
            }
        }
        return TextNode.valueOf(text);
    }

    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, ISO_8859_1);
        }
    }

    private static JsonNode normal(String name, JsonNode node) {
        if (FIGURES.contains(name)) {
            return TextNode.valueOf(node.getNodeType().name());
        }
        if (node instanceof ObjectNode object) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                result.set(member.getKey(), normal(member.getKey(), member.getValue()));
            }
            return result;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode result = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> result.add(normal("", element)));
            return result;
        }
        if (node.isTextual() && (name.equals("Created") || name.equals("Date")) && isNow(node.textValue())) {
            return TextNode.valueOf("now");
        }
        return node;
    }

    private static boolean isNow(String time) {
        try {
            Instant instant = OffsetDateTime.parse(time).toInstant();
            return Duration.between(instant, Instant.now()).abs().compareTo(RUN) < 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
