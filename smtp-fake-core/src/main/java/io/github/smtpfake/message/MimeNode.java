package io.github.smtpfake.message;

import io.github.smtpfake.internal.mime.ParameterizedValue;
import java.util.stream.Stream;

/** A part of a message's MIME tree, the message itself included. */
sealed interface MimeNode permits MimePart, Multipart {

    /** Returns the header fields of the part; those of the message for the root. */
    Headers headers();

    /** Returns the Content-Type header, taken apart. */
    ParameterizedValue contentType();

    /** Returns whether this is a multipart of which the parts were not looked for. */
    boolean isUnread();

    /** Returns the parts without parts of their own, in order; itself if it is one. */
    Stream<MimePart> leaves();

    /** Returns this node and all below it, each before what it holds. */
    Stream<MimeNode> all();
}
