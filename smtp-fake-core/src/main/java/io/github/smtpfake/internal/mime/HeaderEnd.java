package io.github.smtpfake.internal.mime;

import java.util.Arrays;

/** Finds the empty line that ends a message's header, in one or more pieces of its bytes. Not thread-safe. */
public final class HeaderEnd {
    private static final int NOT_FOUND = -1;

    private boolean lineIsEmpty = true;
    /** The CRs since the last other byte. Each ends a line, but several before an LF end only one. */
    private int crs;

    /** Returns the index after the header's end in the next bytes, or -1 if the header continues after them. */
    public int indexIn(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b == '\r') {
                crs++;
            } else if (b == '\n') {
                if (lineIsEmpty) {
                    return i + 1;
                }
                lineIsEmpty = true;
                crs = 0;
            } else {
                if (crs > (lineIsEmpty ? 0 : 1)) {
                    return i;
                }
                lineIsEmpty = false;
                crs = 0;
            }
        }
        return NOT_FOUND;
    }

    /** Returns a copy of the header with the empty line that ends it, or of all bytes if there is no such line. */
    static byte[] copyOfHeader(byte[] message) {
        int end = new HeaderEnd().indexIn(message, 0, message.length);
        return end == NOT_FOUND ? message.clone() : Arrays.copyOf(message, end);
    }
}
