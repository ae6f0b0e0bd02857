package io.github.smtpfake.message;

import java.util.Optional;

/**
 * A leaf of a message's MIME tree.
 *
 * @param mediaType type and subtype in lower case
 * @param charset the charset parameter as it was sent, or empty
 * @param disposition the disposition type as it was sent, or empty
 * @param body the octets after the transfer encoding was undone
 */
record MimePart(
        Headers headers, String mediaType, String charset, String disposition, Optional<String> fileName, byte[] body) {

    boolean isBody(String type) {
        return mediaType.equals(type) && !disposition.equalsIgnoreCase("attachment");
    }

    String text() {
        return TextDecoder.decode(body, charset).replace("\r\n", "\n");
    }
}
