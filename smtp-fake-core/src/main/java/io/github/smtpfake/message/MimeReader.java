package io.github.smtpfake.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Reads the headers and the leaves of a message's MIME tree. A message within a message stays one leaf. What cannot be
 * read ends the reading, never with an exception: what was found until then is the result.
 */
final class MimeReader {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_PARTS = 10_000;

    private static final byte[] NONE = {};

    private static final MimeConfig LENIENT = new MimeConfig.Builder()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();

    private final MimeTokenStream tokens = new MimeTokenStream(LENIENT);
    private final List<MimePart> parts = new ArrayList<>();
    private Headers messageHeaders = new Headers(List.of());
    private Entity entity = new Entity();
    /** What precedes the first part of the multipart that is being read, until that part is found. */
    private byte[] preamble = NONE;

    private int depth;

    /** What was read: the headers of the message itself, and the leaves in their order. */
    record Result(Headers headers, List<MimePart> parts) {}

    private MimeReader() {}

    static Result read(byte[] raw) {
        MimeReader reader = new MimeReader();
        reader.readAll(new ByteArrayInputStream(raw));
        if (reader.messageHeaders.all().isEmpty()) {
            // Not one line is a header field: then all of it is text.
            return new Result(reader.messageHeaders, List.of(new Entity().part(withoutEmptyHeader(raw))));
        }
        return new Result(reader.messageHeaders, List.copyOf(reader.parts));
    }

    private static byte[] withoutEmptyHeader(byte[] raw) {
        int start = raw.length > 0 && raw[0] == '\n' ? 1 : raw.length > 1 && raw[0] == '\r' && raw[1] == '\n' ? 2 : 0;
        return Arrays.copyOfRange(raw, start, raw.length);
    }

    private void readAll(InputStream raw) {
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(raw);
        boolean inMessageHeader = true;
        try {
            for (EntityState state = tokens.getState();
                    state != EntityState.T_END_OF_STREAM && parts.size() < MAX_PARTS;
                    state = tokens.next()) {
                switch (state) {
                    case T_START_HEADER -> entity = new Entity();
                    case T_FIELD -> entity.add(tokens.getField());
                    case T_END_HEADER -> {
                        if (inMessageHeader) {
                            messageHeaders = entity.headers();
                            inMessageHeader = false;
                        }
                    }
                    case T_START_MULTIPART -> enter();
                    case T_PREAMBLE -> preamble = tokens.getInputStream().readAllBytes();
                    case T_START_BODYPART -> preamble = NONE;
                    case T_END_MULTIPART -> leave();
                    case T_BODY -> parts.add(entity.part(tokens.getInputStream().readAllBytes()));
                    default -> {
                        // Epilogues are not shown; the other events carry nothing.
                    }
                }
            }
        } catch (IOException | MimeException | RuntimeException e) {
            // A hostile message may break a parser in any way. The bytes are there all the same, and so is what was
            // read.
            if (inMessageHeader) {
                messageHeaders = entity.headers();
            }
        }
    }

    private void enter() {
        if (++depth >= MAX_DEPTH) {
            tokens.setRecursionMode(RecursionMode.M_FLAT);
        }
    }

    private void leave() {
        if (preamble.length > 0) {
            // No part was found, so its text stands where only a preamble should.
            parts.add(new Entity().part(preamble));
            preamble = NONE;
        }
        if (--depth < MAX_DEPTH) {
            tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        }
    }

    /** The header of the message or part that is being read. */
    private static final class Entity {
        private final List<Header> fields = new ArrayList<>();

        void add(Field field) {
            byte[] raw = field.getRaw() == null
                    ? field.getBody().getBytes(StandardCharsets.UTF_8)
                    : field.getRaw().toByteArray();
            String line = TextDecoder.guess(raw);
            String value = unfold(line.substring(line.indexOf(':') + 1)).strip();
            fields.add(new Header(field.getName(), EncodedWords.decode(value), value));
        }

        Headers headers() {
            return new Headers(fields);
        }

        MimePart part(byte[] encoded) {
            Headers headers = headers();
            ParameterizedValue type = structured(headers, "Content-Type");
            ParameterizedValue disposition = structured(headers, "Content-Disposition");
            String mediaType = type.value().toLowerCase(Locale.ROOT);
            return new MimePart(
                    headers,
                    // RFC 2045, 5.2: what names no type is plain text.
                    mediaType.matches("[!-.0-~]+/[!-.0-~]+") ? mediaType : "text/plain",
                    type.parameter("charset").orElse(""),
                    disposition.value(),
                    disposition.parameter("filename").or(() -> type.parameter("name")),
                    TransferEncoding.decode(raw(headers, "Content-Transfer-Encoding"), encoded));
        }

        private static ParameterizedValue structured(Headers headers, String name) {
            return ParameterizedValue.parse(raw(headers, name));
        }

        private static String raw(Headers headers, String name) {
            return headers.firstField(name).map(Header::rawValue).orElse("");
        }

        /** Removes each line end that is followed by white space (RFC 5322, section 2.2.3). */
        private static String unfold(String value) {
            return value.replaceAll("\r?\n(?=[ \t])", "");
        }
    }
}
