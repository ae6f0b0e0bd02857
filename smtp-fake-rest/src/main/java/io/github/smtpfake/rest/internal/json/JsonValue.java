package io.github.smtpfake.rest.internal.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smtpfake.rest.internal.text.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value of a received JSON document, with its path in the document for error messages. Immutable. A method that expects a
 * certain value throws a {@link JsonException} if the value is another one.
 */
public final class JsonValue {
    private static final int MAX_DEPTH = 32;
    private static final int BYTES_PER_VALUE = 64;
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^;\\]]*; line: (\\d+), column: (\\d+)]");
    private static final JsonMapper MAPPER = mapper(true);
    /** Reads a value that other members of an object follow. */
    private static final ObjectReader MEMBERS = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String field;
    private final JsonNode node;
    private final MemberNames memberNames;

    private JsonValue(String field, JsonNode node, MemberNames memberNames) {
        this.field = field;
        this.node = node;
        this.memberNames = memberNames;
    }

    private static JsonMapper mapper(boolean rejectsDuplicates) {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(MAX_DEPTH)
                                .maxNumberLength(50)
                                .maxNameLength(1_000)
                                .maxStringLength(Integer.MAX_VALUE)
                                .build())
                        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, rejectsDuplicates)
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /**
     * Estimates how many bytes of memory a document needs after it has been parsed: each value is an object, and a document of
     * many short values needs a multiple of its own size.
     */
    public static long footprint(byte[] text) {
        long values = 1;
        for (byte b : text) {
            if (b == ',' || b == ':' || b == '[' || b == '{') {
                values++;
            }
        }
        return text.length + values * BYTES_PER_VALUE;
    }

    /**
     * Parses a document, whose size the caller limits.
     *
     * @throws JsonException if the document is malformed, nests deeper than 32 levels or repeats a member of an object
     */
    public static JsonValue parse(byte[] text) {
        return parse(text, MAPPER, MemberNames.EXACT);
    }

    /**
     * Parses a document as programs in Go do: the names of members are found in any case, and the last of several members with
     * one name counts.
     *
     * @throws JsonException if the document is malformed or nests deeper than 32 levels
     */
    public static JsonValue parseIgnoringCase(byte[] text) {
        return parse(text, LenientMapper.INSTANCE, MemberNames.ANY_CASE);
    }

    /** Loaded only if a document may repeat members. */
    private static final class LenientMapper {
        static final JsonMapper INSTANCE = mapper(false);

        static {
            INSTANCE.setNodeFactory(new LastMemberCounts());
        }
    }

    private static JsonValue parse(byte[] text, JsonMapper mapper, MemberNames memberNames) {
        try {
            JsonNode root = mapper.readTree(text);
            if (root == null || root.isMissingNode()) {
                throw new JsonException("", "is missing");
            }
            return new JsonValue("", root, memberNames);
        } catch (JacksonException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new JsonException("", "is malformed: it is not encoded in UTF-8");
        }
    }

    /**
     * Reads some members of an object, and skips the others without keeping them in memory.
     *
     * @throws JsonException if the document is not an object, or malformed
     * @throws IOException if the stream fails
     */
    public static JsonValue readMembers(InputStream document, Collection<String> names) throws IOException {
        ObjectNode members = MAPPER.createObjectNode();
        try (JsonParser parser = MAPPER.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonException("", "must be an object");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                parser.nextToken();
                if (names.contains(name)) {
                    members.set(name, MEMBERS.readTree(parser));
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw malformed(e);
        }
        return new JsonValue("", members, MemberNames.EXACT);
    }

    private static JsonException malformed(JacksonException e) {
        return e instanceof StreamConstraintsException
                ? new JsonException(
                        "", "nests deeper than " + MAX_DEPTH + " levels, or contains a name or number that is too long")
                : new JsonException("", "is malformed" + at(e.getLocation()) + ": " + fault(e));
    }

    /** Removes the description of the source from a message of Jackson, and keeps the position. */
    private static String fault(JacksonException e) {
        return SOURCE.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("line $1, column $2");
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Returns the path of the value, such as {@code then[0].reply}; empty for the whole document. */
    public String field() {
        return field;
    }

    /**
     * Returns the exception that rejects this value.
     *
     * @param fault the rest of a sentence that begins with the path: "must be an object"
     */
    public JsonException wrong(String fault) {
        return new JsonException(field, fault);
    }

    /** Returns the names of the members of this object in order, without those whose value is null. */
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

    /** Requires an object with only known members, and returns this value. */
    public JsonValue requireOnly(Collection<String> known) {
        for (String name : names()) {
            if (!known.contains(name)) {
                String hint = NearestName.of(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("use one of " + String.join(", ", known));
                throw at(name).wrong("is unknown: " + hint);
            }
        }
        return this;
    }

    /** Requires an empty object, or one with at least one of the known members, and returns this value. */
    public JsonValue requireAny(Collection<String> known) {
        requireObject();
        boolean hasKnown = node.isEmpty();
        for (Iterator<String> names = node.fieldNames(); !hasKnown && names.hasNext(); ) {
            String name = names.next();
            hasKnown = known.stream().anyMatch(one -> memberNames.isSame(one, name));
        }
        if (!hasKnown) {
            throw wrong("must contain " + String.join(" or ", known));
        }
        return this;
    }

    /** Returns a member of this object, or empty if it is absent or null. */
    public Optional<JsonValue> member(String name) {
        requireObject();
        return memberNames.find(node, name).map(found -> new JsonValue(path(name), found, memberNames));
    }

    /** Returns a member of this object, which must be present and not null. */
    public JsonValue required(String name) {
        return member(name).orElseThrow(() -> new JsonException(path(name), "is missing"));
    }

    /** Returns the member of this object that has exactly one of its {@link #names()}. */
    public JsonValue exactly(String name) {
        return at(name);
    }

    /** Returns the text of an object with only the given members of this object, in this order; absent ones are left out. */
    public String only(Collection<String> names) {
        requireObject();
        ObjectNode copy = MAPPER.createObjectNode();
        for (String name : names) {
            if (node.has(name)) {
                copy.set(name, node.get(name));
            }
        }
        return copy.toPrettyString();
    }

    private JsonValue at(String name) {
        return new JsonValue(path(name), node.get(name), memberNames);
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

    /** Returns the elements of this array in order. */
    public List<JsonValue> elements() {
        if (!node.isArray()) {
            throw wrong("must be an array");
        }
        List<JsonValue> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(new JsonValue(field + "[" + elements.size() + "]", element, memberNames));
        }
        return elements;
    }

    /** Returns the text of this string. */
    public String text() {
        if (!node.isTextual()) {
            throw wrong("must be a string");
        }
        return node.textValue();
    }

    /** Returns the value of this boolean. */
    public boolean bool() {
        if (!node.isBoolean()) {
            throw wrong("must be true or false");
        }
        return node.booleanValue();
    }

    /** Returns the value of this integer, which must fit an {@code int}. */
    public int integer() {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw wrong("must be an integer of at most 32 bits");
        }
        return node.intValue();
    }

    /** Returns the value of this integer, which must fit a {@code long}. */
    public long longInteger() {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw wrong("must be an integer of at most 64 bits");
        }
        return node.longValue();
    }

    /** Returns the value of this number. */
    public double number() {
        if (!node.isNumber()) {
            throw wrong("must be a number");
        }
        return node.doubleValue();
    }
}
