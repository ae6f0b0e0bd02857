package io.github.smtpfake.internal.mime;

import java.util.Arrays;

/**
 * A range of the bytes of another message, such as a message that is attached to it. The bytes are not copied.
 *
 * @param whole the other message, whose bytes are on the heap
 */
record SlicedMessage(RawMessage whole, int start, int size) implements RawMessage {

    @Override
    public Window window(int position) {
        Window found = whole.window(start + position);
        int first = Math.max(found.start(), start);
        return new Window(found.bytes(), found.index(first), first - start, Math.min(found.end() - start, size));
    }

    @Override
    public byte[] toArray() {
        byte[] all = new byte[size];
        int position = 0;
        while (position < size) {
            Window window = window(position);
            System.arraycopy(window.bytes(), window.offset(), all, window.start(), window.end() - window.start());
            position = window.end();
        }
        return all;
    }

    @Override
    public byte[] contiguous() {
        return toArray();
    }

    @Override
    public byte[] beginning() {
        if (size == 0) {
            return new byte[0];
        }
        Window first = window(0);
        return Arrays.copyOfRange(first.bytes(), first.offset(), first.index(first.end()));
    }
}
