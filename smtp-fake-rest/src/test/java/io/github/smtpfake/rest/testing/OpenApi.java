package io.github.smtpfake.rest.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A contract in OpenAPI, against which answers can be checked for missing and undocumented members. */
public final class OpenApi {
    private final JsonNode root;

    private OpenApi(JsonNode root) {
        this.root = root;
    }

    public static OpenApi parse(String yaml) {
        try {
            return new OpenApi(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new AssertionError("Not valid YAML", e);
        }
    }

    public String version() {
        return root.get("openapi").asText();
    }

    /** Returns the method and path of each operation. */
    public List<String> operations() {
        return fields(root.get("paths"))
                .flatMap(path -> fields(path.getValue())
                        .map(operation -> operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();
    }

    /** Returns the names of the query parameters of an operation. */
    public Set<String> queryParameters(String method, String path) {
        JsonNode parameters =
                root.get("paths").get(path).get(method.toLowerCase(Locale.ROOT)).path("parameters");
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : parameters) {
            JsonNode resolved = resolve(parameter);
            if (resolved.get("in").asText().equals("query")) {
                names.add(resolved.get("name").asText());
            }
        }
        return names;
    }

    /** Returns the values of an enumeration in the components. */
    public List<String> values(String component) {
        return stream(component(component).get("enum")).map(JsonNode::asText).toList();
    }

    /** Returns the names of the properties of a component that requests may contain. */
    public List<String> writableProperties(String component) {
        return fields(component(component).get("properties"))
                .filter(property -> !property.getValue().path("readOnly").asBoolean())
                .map(Map.Entry::getKey)
                .toList();
    }

    private JsonNode component(String name) {
        return root.get("components").get("schemas").get(name);
    }

    /** Returns the schema of a response, or a missing node if the contract does not describe it. */
    public JsonNode schema(String method, String path, int status, String mediaType) {
        JsonNode response = resolve(root.get("paths")
                .get(path)
                .get(method.toLowerCase(Locale.ROOT))
                .get("responses")
                .path("" + status));
        return response.path("content").path(mediaType).path("schema");
    }

    /** Returns the references to elements that do not exist. */
    public List<String> brokenReferences() {
        return root.findValuesAsText("$ref").stream()
                .filter(reference -> root.at(reference.substring(1)).isMissingNode())
                .toList();
    }

    /** Returns the differences between a value and its schema. */
    public List<String> violations(JsonNode schema, JsonNode value) {
        List<String> found = new ArrayList<>();
        check("$", schema, value, found);
        return found;
    }

    private void check(String at, JsonNode given, JsonNode value, List<String> found) {
        JsonNode schema = resolve(given);
        if (schema.has("oneOf")) {
            boolean one = stream(schema.get("oneOf"))
                    .anyMatch(each -> violations(each, value).isEmpty());
            if (!one) {
                found.add(at + " matches no allowed schema: " + value);
            }
            return;
        }
        if (schema.has("enum") && stream(schema.get("enum")).noneMatch(value::equals)) {
            found.add(at + " must be one of " + schema.get("enum") + ", but is " + value);
        }
        if (schema.has("const") && !schema.get("const").equals(value)) {
            found.add(at + " must be " + schema.get("const") + ", but is " + value);
        }
        if (schema.has("type") && types(schema.get("type")).noneMatch(type -> isA(type, value))) {
            found.add(at + " must be " + schema.get("type") + ", but is " + value);
        }
        if (value.isObject()) {
            checkMembers(at, schema, value, found);
            JsonNode names = schema.path("propertyNames");
            fields(value).forEach(member -> check(at + " name", names, TextNode.valueOf(member.getKey()), found));
        }
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            check(at + "[" + i + "]", schema.path("items"), value.get(i), found);
        }
    }

    private void checkMembers(String at, JsonNode schema, JsonNode value, List<String> found) {
        List<JsonNode> parts = schema.has("allOf")
                ? stream(schema.get("allOf")).map(this::resolve).toList()
                : List.of(schema);
        for (JsonNode part : parts) {
            stream(part.path("required"))
                    .filter(name -> !value.has(name.asText()))
                    .forEach(name -> found.add(at + " must have " + name));
        }
        fields(value).forEach(member -> {
            JsonNode of = parts.stream()
                    .map(part -> part.path("properties").path(member.getKey()))
                    .filter(each -> !each.isMissingNode())
                    .findFirst()
                    .orElse(schema.path("additionalProperties"));
            if (of.isMissingNode()) {
                found.add(at + "." + member.getKey() + " is undocumented");
            } else {
                check(at + "." + member.getKey(), of, member.getValue(), found);
            }
        });
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
    }

    private static Stream<String> types(JsonNode type) {
        return type.isArray() ? stream(type).map(JsonNode::asText) : Stream.of(type.asText());
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> throw new AssertionError("Unknown type: " + type);
        };
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        return object.properties().stream();
    }
}
