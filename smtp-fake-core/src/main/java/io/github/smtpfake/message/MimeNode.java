package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.ParameterizedValue;
import java.util.stream.Stream;

/** A node of a message's MIME tree. The root stands for the message itself. */
sealed interface MimeNode permits MimePart, Multipart {

    /** Returns the header fields of the node; those of the message for the root. */
    Headers headers();

    /** Returns the parsed Content-Type header. */
    ParameterizedValue contentType();

    /** Returns whether this is a multipart whose parts were not read. */
    boolean isUnread();

    /** Returns the leaves below this node in order, or the node itself if it is a leaf. */
    Stream<MimePart> leaves();

    /** Returns this node and all nodes below it, parents before children. */
    Stream<MimeNode> all();
}
