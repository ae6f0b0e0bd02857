package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.mime.EncodedWords;
import io.github.smtpfake.internal.mime.ParameterizedValue;
import io.github.smtpfake.internal.mime.TextDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the MIME tree of a message. An attached message is one leaf. Reading stops without an exception at the first
 * unreadable part or exceeded limit; the result contains all parts up to there.
 */
final class MimeReader {
    private static final byte[] NONE = {};

    private static final MimeConfig LENIENT = new MimeConfig.Builder()
            .setMaxLineLen(-1)
            .setMaxHeaderLen(-1)
            .setMaxHeaderCount(-1)
            .setMaxContentLen(-1)
            .build();

    private final Limits limits;
    private final MimeTokenStream tokens = new MimeTokenStream(LENIENT, new ContentTypes());
    /** The multiparts that are being read, innermost first. */
    private final Deque<OpenMultipart> open = new ArrayDeque<>();

    private @Nullable MimeNode root;
    private List<Header> fields = new ArrayList<>();
    /** The text before the first part of the current multipart; empty once that part is found. */
    private byte[] preamble = NONE;

    private int fieldCount;
    private int nodeCount;
    private boolean complete = true;

    /**
     * The MIME tree.
     *
     * @param complete whether the tree is the whole message; false if a limit was reached or something was unreadable
     */
    record Result(MimeNode root, boolean complete) {}

    private record OpenMultipart(Headers headers, ParameterizedValue contentType, List<MimeNode> parts) {

        static OpenMultipart of(Headers headers) {
            return new OpenMultipart(headers, headers.structured("Content-Type"), new ArrayList<>());
        }

        /** Returns the default type of the parts; those of a digest are messages (RFC 2046, 5.1.5). */
        String defaultType() {
            return contentType.value().equalsIgnoreCase("multipart/digest") ? "message/rfc822" : "text/plain";
        }
    }

    private MimeReader(Limits limits) {
        this.limits = limits;
    }

    static Result read(byte[] raw, Limits limits) {
        MimeReader reader = new MimeReader(limits);
        reader.readAll(new ByteArrayInputStream(raw));
        while (!reader.open.isEmpty()) {
            reader.leave();
        }
        MimeNode root = reader.root;
        if (root == null) {
            root = MimePart.of(new Headers(reader.fields), NONE);
        }
        if (root.headers().all().isEmpty()) {
            // No line is a header field, so the whole message is text.
            root = MimePart.of(root.headers(), withoutEmptyHeader(raw));
        }
        return new Result(root, reader.complete);
    }

    private static byte[] withoutEmptyHeader(byte[] raw) {
        int start = raw.length > 0 && raw[0] == '\n' ? 1 : raw.length > 1 && raw[0] == '\r' && raw[1] == '\n' ? 2 : 0;
        return Arrays.copyOfRange(raw, start, raw.length);
    }

    private void readAll(InputStream raw) {
        tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        tokens.parse(raw);
        try {
            for (EntityState state = tokens.getState();
                    state != EntityState.T_END_OF_STREAM && nodeCount < limits.mimeParts();
                    state = tokens.next()) {
                switch (state) {
                    case T_START_HEADER -> fields = new ArrayList<>();
                    case T_FIELD -> addField(tokens.getField());
                    case T_START_MULTIPART -> enter();
                    case T_PREAMBLE -> preamble = tokens.getInputStream().readAllBytes();
                    case T_START_BODYPART -> preamble = NONE;
                    case T_END_MULTIPART -> leave();
                    case T_BODY -> addPart();
                    default -> {
                        // Epilogues are not shown; the other events have no content.
                    }
                }
            }
            complete &= tokens.getState() == EntityState.T_END_OF_STREAM;
        } catch (IOException | MimeException | RuntimeException e) {
            // A hostile message may break the parser in any way. The raw bytes and what was read so far remain.
            complete = false;
        }
    }

    private void enter() {
        open.push(OpenMultipart.of(new Headers(fields)));
        if (open.size() >= limits.mimeDepth()) {
            tokens.setRecursionMode(RecursionMode.M_FLAT);
        }
    }

    private void leave() {
        if (preamble.length > 0) {
            // The multipart has no part, so its preamble is shown as the text.
            addNode(MimePart.of(new Headers(List.of()), preamble));
            preamble = NONE;
        }
        OpenMultipart ended = open.pop();
        addNode(new Multipart(ended.headers(), ended.contentType(), List.copyOf(ended.parts())));
        if (open.size() < limits.mimeDepth()) {
            tokens.setRecursionMode(RecursionMode.M_NO_RECURSE);
        }
    }

    private void addPart() throws IOException {
        Headers headers = new Headers(fields);
        byte[] encoded = tokens.getInputStream().readAllBytes();
        OpenMultipart parent = open.peek();
        addNode(parent == null ? MimePart.of(headers, encoded) : MimePart.of(headers, encoded, parent.defaultType()));
    }

    private void addNode(MimeNode node) {
        nodeCount++;
        complete &= open.size() < limits.mimeDepth() || !node.isUnread();
        OpenMultipart parent = open.peek();
        if (parent == null) {
            root = node;
        } else {
            parent.parts().add(node);
        }
    }

    private void addField(Field field) {
        if (fieldCount++ >= limits.headerFields()) {
            complete = false;
            return;
        }
        String value = rawValue(field);
        fields.add(new Header(field.getName(), EncodedWords.decode(value), value));
    }

    /** Returns the value of a field as it was sent, unfolded. */
    static String rawValue(Field field) {
        byte[] raw = field.getRaw() == null
                ? field.getBody().getBytes(StandardCharsets.UTF_8)
                : field.getRaw().toByteArray();
        String line = TextDecoder.guess(raw);
        return unfold(line.substring(line.indexOf(':') + 1)).strip();
    }

    /** Removes each line end that is followed by white space (RFC 5322, section 2.2.3). */
    private static String unfold(String value) {
        return value.replaceAll("\r?\n(?=[ \t])", "");
    }
}
