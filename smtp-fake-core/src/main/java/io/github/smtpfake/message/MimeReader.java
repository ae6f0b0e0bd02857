package io.github.smtpfake.message;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.mime.EncodedWords;
import io.github.smtpfake.internal.mime.MessageBytes;
import io.github.smtpfake.internal.mime.ParameterizedValue;
import io.github.smtpfake.internal.mime.TextDecoder;
import io.github.smtpfake.message.MimeScanner.Delimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the MIME tree of a message in one pass over its bytes. Of the bodies, only the positions are kept. An attached message is
 * one leaf. Reading stops at the first exceeded limit; the result contains all parts up to there.
 */
final class MimeReader {
    private static final Pattern FOLD = Pattern.compile("\r?\n(?=[ \t])");

    private final MessageBytes message;
    private final Limits limits;
    private final MimeScanner scanner;
    /** The multiparts that are being read, innermost first. */
    private final Deque<OpenMultipart> open = new ArrayDeque<>();

    private @Nullable MimeNode root;
    private List<Header> fields = new ArrayList<>();

    /** The Content-Type of this part if it is beyond the limit of fields, but still says where the parts are. */
    private Optional<ParameterizedValue> unlistedType = Optional.empty();

    /** The text before the first part of the current multipart; empty once that part is found. */
    private int preambleStart;

    private int preambleEnd;
    private int headerEnd = -1;

    private int fieldCount;
    private int nodeCount;
    private boolean complete = true;

    /**
     * The MIME tree.
     *
     * @param complete whether the tree is the whole message; false if a limit was reached
     * @param headerEnd the position after the header of the message and the empty line that ends it
     */
    record Result(MimeNode root, boolean complete, int headerEnd) {}

    private record OpenMultipart(Headers headers, ParameterizedValue contentType, List<MimeNode> parts) {

        static OpenMultipart of(Headers headers) {
            return new OpenMultipart(headers, headers.structured("Content-Type"), new ArrayList<>());
        }

        /** Returns the default type of the parts; those of a digest are messages (RFC 2046, 5.1.5). */
        String defaultType() {
            return contentType.value().equalsIgnoreCase("multipart/digest") ? "message/rfc822" : MimePart.TEXT;
        }
    }

    private MimeReader(MessageBytes message, Limits limits) {
        this.message = message;
        this.limits = limits;
        this.scanner = new MimeScanner(message.newInputStream(), message.size());
    }

    static Result read(MessageBytes message, Limits limits) {
        MimeReader reader = new MimeReader(message, limits);
        reader.readAll();
        MimeNode root = reader.root;
        if (root == null || root.headers().all().isEmpty()) {
            // No line is a header field, so the whole message is text.
            root = MimePart.of(
                    new Headers(List.of()), message, emptyHeaderLength(message), message.size(), MimePart.TEXT);
        }
        return new Result(root, reader.complete, reader.headerEnd);
    }

    /** Returns the length of the empty line with which a message without a header may begin. */
    private static int emptyHeaderLength(MessageBytes message) {
        try (InputStream bytes = message.newInputStream(0, Math.min(2, message.size()))) {
            int first = bytes.read();
            return first == '\n' ? 1 : first == '\r' && bytes.read() == '\n' ? 2 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAll() {
        Optional<Delimiter> delimiter = readEntity(0);
        while (delimiter.isPresent() && nodeCount < limits.mimeParts()) {
            delimiter = readAfter(delimiter.get());
        }
        complete &= nodeCount < limits.mimeParts();
        while (!open.isEmpty()) {
            leave();
        }
    }

    /** Reads what follows a delimiter, up to and including the next one. */
    private Optional<Delimiter> readAfter(Delimiter delimiter) {
        while (open.size() > delimiter.level() + 1) {
            leave();
        }
        if (nodeCount >= limits.mimeParts()) {
            return Optional.empty();
        }
        if (delimiter.isClosing()) {
            leave();
        } else if (!scanner.isAtEnd()) {
            return readEntity(delimiter.level());
        }
        return scanner.next(scanner.position());
    }

    /**
     * Reads a header and the body after it, up to and including the next delimiter.
     *
     * @param level the index of the multipart that contains this part
     */
    private Optional<Delimiter> readEntity(int level) {
        int start = scanner.position();
        readHeader();
        int bodyStart = scanner.position();
        headerEnd = headerEnd < 0 ? bodyStart : headerEnd;
        Headers headers = new Headers(fields);
        Optional<String> boundary = boundary(headers);
        boundary.ifPresent(scanner::open);
        Optional<Delimiter> delimiter = scanner.next(start);
        if (delimiter
                .filter(next -> next.level() < level && next.contentEnd() == start)
                .isPresent()) {
            // The multipart, which is a part itself, ends at this delimiter.
            boundary.ifPresent(any -> scanner.close());
            return delimiter;
        }
        preambleEnd = preambleStart;
        int bodyEnd = Math.max(bodyStart, delimiter.map(Delimiter::contentEnd).orElse(message.size()));
        if (boundary.isPresent()) {
            open.push(OpenMultipart.of(headers));
            preambleStart = bodyStart;
            preambleEnd = bodyEnd;
        } else {
            OpenMultipart parent = open.peek();
            String defaultType = parent == null ? MimePart.TEXT : parent.defaultType();
            addNode(MimePart.of(headers, message, bodyStart, bodyEnd, defaultType));
        }
        return delimiter;
    }

    /** Returns the boundary of a multipart that is to be read; empty for all other parts, which are leaves. */
    private Optional<String> boundary(Headers headers) {
        if (open.size() >= limits.mimeDepth()) {
            return Optional.empty();
        }
        return Optional.of(unlistedType.orElseGet(() -> headers.structured("Content-Type")))
                .filter(ContentTypes::isMultipart)
                .flatMap(ContentTypes::boundary);
    }

    private void leave() {
        if (preambleEnd > preambleStart) {
            // The multipart has no part, so its preamble is shown as the text.
            addNode(MimePart.of(new Headers(List.of()), message, preambleStart, preambleEnd, MimePart.TEXT));
            preambleEnd = preambleStart;
        }
        OpenMultipart ended = open.pop();
        scanner.close();
        addNode(new Multipart(ended.headers(), ended.contentType(), List.copyOf(ended.parts())));
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

    /** Reads the fields up to the empty line after them, or to a delimiter. */
    private void readHeader() {
        fields = new ArrayList<>();
        unlistedType = Optional.empty();
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        boolean more = true;
        while (more && !scanner.isAtEnd() && scanner.levelHere() < 0) {
            if (field.size() > 0 && !scanner.isContinuation()) {
                addField(field.toByteArray());
                field.reset();
            }
            more = !scanner.readLine(field);
        }
        addField(field.toByteArray());
    }

    /** Adds a field, unless it has no valid name. */
    private void addField(byte[] field) {
        String name = name(field).orElse(null);
        if (name == null) {
            return;
        }
        boolean listed = fieldCount++ < limits.headerFields();
        complete &= listed;
        String value = rawValue(field);
        if (listed) {
            fields.add(new Header(name, EncodedWords.decode(value), value));
        } else if (unlistedType.isEmpty()
                && name.equalsIgnoreCase("Content-Type")
                && fields.stream().noneMatch(other -> other.name().equalsIgnoreCase(name))) {
            unlistedType = Optional.of(ParameterizedValue.parse(value));
        }
    }

    /** Returns the name of a field: printable ASCII before a colon, with optional white space (RFC 5322, 4.5). */
    private static Optional<String> name(byte[] field) {
        int start = 0;
        while (start < field.length && isSpace(field[start])) {
            start++;
        }
        int end = start;
        while (end < field.length && field[end] > ' ' && field[end] < 127 && field[end] != ':') {
            end++;
        }
        int colon = end;
        while (colon < field.length && isSpace(field[colon])) {
            colon++;
        }
        return colon < field.length && field[colon] == ':'
                ? Optional.of(new String(field, start, end - start, StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    /** Returns the value of a field as it was sent, unfolded. */
    private static String rawValue(byte[] field) {
        String line = TextDecoder.guess(field);
        return unfold(line.substring(line.indexOf(':') + 1)).strip();
    }

    /** Removes each line end that is followed by white space (RFC 5322, section 2.2.3). */
    private static String unfold(String value) {
        return value.indexOf('\n') < 0 ? value : FOLD.matcher(value).replaceAll("");
    }
}
