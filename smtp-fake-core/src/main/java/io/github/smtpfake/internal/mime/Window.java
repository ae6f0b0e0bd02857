package io.github.smtpfake.internal.mime;

/**
 * Consecutive bytes of a message, where they are on the heap. The array is not copied, so nobody may change it.
 *
 * @param bytes an array that contains the bytes
 * @param offset the index of the first one in the array
 * @param start the position of the first one in the message
 * @param end the position after the last one in the message
 */
public record Window(byte[] bytes, int offset, int start, int end) {

    /** Returns the index in the array of the byte at a position of the message. */
    public int index(int position) {
        return offset + position - start;
    }
}
