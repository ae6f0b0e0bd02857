package io.github.smtpfake.internal.mime;

import java.util.Arrays;

/** Finds the end of a message's header. */
final class HeaderEnd {

    private HeaderEnd() {}

    /** Returns a copy of the header with the empty line that ends it, or of all bytes if there is no such line. */
    static byte[] copyOfHeader(byte[] message) {
        int lineStart = 0;
        for (int i = 0; i < message.length; i++) {
            if (message[i] == '\n') {
                boolean empty = i == lineStart || i == lineStart + 1 && message[lineStart] == '\r';
                if (empty) {
                    return Arrays.copyOf(message, i + 1);
                }
                lineStart = i + 1;
            }
        }
        return message.clone();
    }
}
