package io.github.smtpfake.internal.delivery;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A node of the MIME tree of a captured message, for an API that has its own rules which parts are text and which are files.
 * Immutable and thread-safe.
 */
public interface MessagePart {

    /** Returns the root of the tree of a captured message. Parses the message if necessary. */
    static MessagePart of(Object message) {
        return Delivery.door().parts(message);
    }

    /** Returns type and subtype in lower case; {@code text/plain} if the header names no valid type. */
    String mediaType();

    /** Returns whether the header of the node names a type. */
    boolean isTyped();

    /** Returns whether the node has {@link #parts()} instead of a body. */
    boolean isMultipart();

    /** Returns the nodes of a multipart in order; an empty list for other nodes. */
    List<MessagePart> parts();

    /** Returns the value of Content-Disposition in lower case, without parameters; empty if there is none, and for a multipart. */
    String disposition();

    /** Returns the decoded file name. */
    Optional<String> fileName();

    /** Returns the Content-ID without its angle brackets. */
    Optional<String> contentId();

    /** Returns the decoded text with the line ends that were sent. Useful only for {@code text/*}. */
    String text();

    /** Returns the number of decoded bytes. */
    int size();

    /** Returns a stream that decodes the body while it is read. */
    InputStream newInputStream();
}
