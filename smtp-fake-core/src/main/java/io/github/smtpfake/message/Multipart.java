package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.ParameterizedValue;
import java.util.List;
import java.util.stream.Stream;

/** A node that contains other nodes (RFC 2046, 5.1). */
record Multipart(Headers headers, ParameterizedValue contentType, List<MimeNode> parts) implements MimeNode {

    @Override
    public boolean isUnread() {
        return false;
    }

    @Override
    public Stream<MimePart> leaves() {
        return parts.stream().flatMap(MimeNode::leaves);
    }

    @Override
    public Stream<MimeNode> all() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(MimeNode::all));
    }
}
