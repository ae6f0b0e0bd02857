package io.github.smtpfake.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.field.ContentDispositionFieldLenientImpl;
import org.apache.james.mime4j.field.ContentTypeFieldLenientImpl;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers and the leaves of a message's MIME tree. A message within a message stays one leaf. What cannot be
 * read ends the reading, never with an exception: what was found until then is the result.
 */
final class MimeReader {
    private static final int MAX_DEPTH = 50;
    private static final int MAX_PARTS = 10_000;

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
    private int depth;

    /** What was read: the headers of the message itself, and the leaves in their order. */
    record Result(Headers headers, List<MimePart> parts) {}

    private MimeReader() {}

    static Result read(byte[] raw) {
        MimeReader reader = new MimeReader();
        reader.readAll(new ByteArrayInputStream(raw));
        return new Result(reader.messageHeaders, List.copyOf(reader.parts));
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
                    case T_END_MULTIPART -> leave();
                    case T_BODY ->
                        parts.add(entity.part(tokens.getDecodedInputStream().readAllBytes()));
                    default -> {
                        // Preambles and epilogues are not shown; the other events carry nothing.
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
        if (--depth < MAX_DEPTH) {
            tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        }
    }

    /** The header of the message or part that is being read. */
    private static final class Entity {
        private final List<Header> headers = new ArrayList<>();
        private @Nullable Field contentType;
        private @Nullable Field contentDisposition;

        void add(Field field) {
            Header header = decode(field);
            headers.add(header);
            if (contentType == null && field.getName().equalsIgnoreCase("Content-Type")) {
                contentType = new RawField(header.name(), header.rawValue());
            } else if (contentDisposition == null && field.getName().equalsIgnoreCase("Content-Disposition")) {
                contentDisposition = new RawField(header.name(), header.rawValue());
            }
        }

        Headers headers() {
            return new Headers(headers);
        }

        MimePart part(byte[] body) {
            String mediaType = "text/plain";
            String charset = "";
            String disposition = "";
            Optional<String> fileName = Optional.empty();
            if (contentDisposition != null) {
                var parsed = ContentDispositionFieldLenientImpl.PARSER.parse(contentDisposition, DecodeMonitor.SILENT);
                disposition = orEmpty(parsed.getDispositionType());
                fileName = Optional.ofNullable(parsed.getFilename()).map(MimeReader::decodeWords);
            }
            if (contentType != null) {
                var parsed = ContentTypeFieldLenientImpl.PARSER.parse(contentType, DecodeMonitor.SILENT);
                String type = orEmpty(parsed.getMimeType()).toLowerCase(Locale.ROOT);
                mediaType = type.isEmpty() ? mediaType : type;
                charset = orEmpty(parsed.getCharset());
                if (fileName.isEmpty()) {
                    fileName = Optional.ofNullable(parsed.getParameter("name")).map(MimeReader::decodeWords);
                }
            }
            return new MimePart(headers(), mediaType, charset, disposition, fileName, body);
        }

        private static String orEmpty(@Nullable String value) {
            return value == null ? "" : value;
        }

        private static Header decode(Field field) {
            byte[] raw = field.getRaw() == null
                    ? field.getBody().getBytes(StandardCharsets.UTF_8)
                    : field.getRaw().toByteArray();
            String line = TextDecoder.guess(raw);
            int colon = line.indexOf(':');
            String value = unfold(line.substring(colon + 1)).strip();
            return new Header(field.getName(), decodeWords(value), value);
        }
    }

    /** Removes each line end that is followed by white space (RFC 5322, section 2.2.3). */
    private static String unfold(String value) {
        return value.replaceAll("\r?\n(?=[ \t])", "").replaceAll("[\r\n]+$", "");
    }

    private static String decodeWords(String value) {
        return value.contains("=?")
                ? DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT, StandardCharsets.UTF_8)
                : value;
    }
}
