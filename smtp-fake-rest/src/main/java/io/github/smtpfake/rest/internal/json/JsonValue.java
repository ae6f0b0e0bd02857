package io.github.smtpfake.rest.internal.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.smtpfake.rest.internal.text.NearestName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value that somebody gave as JSON, and where it stands in it, so that whatever is wrong with it can be told. Immutable.
 * Every method that expects something throws a {@link JsonException} where the value is something else.
 */
public final class JsonValue {
    private static final int DEEPEST = 32;
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;\\]]*; line: (\\d+), column: (\\d+)]");
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(50)
                            .maxNameLength(1_000)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final String field;
    private final JsonNode node;

    private JsonValue(String field, JsonNode node) {
        this.field = field;
        this.node = node;
    }

    /**
     * Reads a whole text, which the caller has bounded; one that nests deeper than 32 levels, or names a member twice, is
     * refused.
     */
    public static JsonValue parse(byte[] text) {
        try {
            JsonNode root = MAPPER.readTree(text);
            if (root == null || root.isMissingNode()) {
                throw new JsonException("", "is missing");
            }
            return new JsonValue("", root);
        } catch (StreamConstraintsException e) {
            throw new JsonException("", "nests deeper than " + DEEPEST + " levels, or has a name or number too long");
        } catch (JacksonException e) {
            throw new JsonException("", "cannot be read" + at(e.getLocation()) + ": " + fault(e));
        } catch (IOException e) {
            throw new JsonException("", "cannot be read: it is no UTF-8");
        }
    }

    /** Jackson names the text that it cannot show, and its own setting; only the place says something to the reader. */
    private static String fault(JacksonException e) {
        return SOURCE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("line $1, column $2");
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Returns where the value stands: {@code then[0].reply}; empty for the whole. */
    public String field() {
        return field;
    }

    /** Returns the exception that says what the value must be. */
    public JsonException wrong(String fault) {
        return new JsonException(field, fault);
    }

    /** Returns the names of this object's members that are not null, in their order. */
    public List<String> names() {
        requireObject();
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(name -> {
            if (!node.get(name).isNull()) {
                names.add(name);
            }
        });
        return names;
    }

    /** Expects an object that has no other members than these. */
    public JsonValue requireOnly(Collection<String> known) {
        for (String name : names()) {
            if (!known.contains(name)) {
                String hint = NearestName.of(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("there are " + String.join(", ", known));
                throw at(name).wrong("is unknown: " + hint);
            }
        }
        return this;
    }

    /** Returns a member of this object; null is as if it were not there. */
    public Optional<JsonValue> member(String name) {
        requireObject();
        return node.hasNonNull(name) ? Optional.of(at(name)) : Optional.empty();
    }

    /** Returns a member that this object must have. */
    public JsonValue required(String name) {
        return member(name).orElseThrow(() -> new JsonException(path(name), "is missing"));
    }

    private JsonValue at(String name) {
        return new JsonValue(path(name), node.get(name));
    }

    private String path(String name) {
        return field.isEmpty() ? name : field + "." + name;
    }

    private void requireObject() {
        if (!node.isObject()) {
            throw wrong("must be an object");
        }
    }

    /** Returns whether this is an array. */
    public boolean isArray() {
        return node.isArray();
    }

    /** Returns the elements of this array. */
    public List<JsonValue> elements() {
        if (!node.isArray()) {
            throw wrong("must be an array");
        }
        List<JsonValue> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(new JsonValue(field + "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** Returns this text. */
    public String text() {
        if (!node.isTextual()) {
            throw wrong("must be a text");
        }
        return node.textValue();
    }

    /** Returns this truth value. */
    public boolean bool() {
        if (!node.isBoolean()) {
            throw wrong("must be true or false");
        }
        return node.booleanValue();
    }

    /** Returns this whole number, which must fit an {@code int}. */
    public int integer() {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong("must be a whole number that fits 32 bits");
        }
        return node.intValue();
    }

    /** Returns this whole number, which must fit a {@code long}. */
    public long longInteger() {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong("must be a whole number that fits 64 bits");
        }
        return node.longValue();
    }

    /** Returns this number. */
    public double number() {
        if (!node.isNumber()) {
            throw wrong("must be a number");
        }
        return node.doubleValue();
    }
}
