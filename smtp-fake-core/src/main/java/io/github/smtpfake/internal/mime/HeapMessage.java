package io.github.smtpfake.internal.mime;

import io.github.smtpfake.internal.memory.SharedBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The bytes of a message on the heap. Those of a large message are kept in blocks, because arrays of half a megabyte or
 * more are expensive for garbage collectors.
 */
final class HeapMessage implements RawMessage {
    private static final int[] NO_STARTS = {};
    /** Smaller messages are not counted while they are read. */
    private static final int LARGE = 64 * 1024;

    /** Kept outside the list, because most messages have only one block and need no list. */
    private final byte[] first;

    private final List<byte[]> others;
    /** The position of each block; empty if there is only one. */
    private final int[] starts;

    private final int size;
    private final Optional<SharedBytes> shared;

    HeapMessage(byte[] first, List<byte[]> others) {
        this.first = first;
        this.others = others;
        this.starts = others.isEmpty() ? NO_STARTS : new int[others.size() + 1];
        long sum = first.length;
        for (int i = 0; i < others.size(); i++) {
            starts[i + 1] = Math.toIntExact(sum);
            sum += others.get(i).length;
        }
        this.size = Math.toIntExact(sum);
        this.shared = size > LARGE ? Optional.of(new SharedBytes()) : Optional.empty();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Optional<SharedBytes> shared() {
        return shared;
    }

    @Override
    public byte[] toArray() {
        byte[] all = Arrays.copyOf(first, size);
        int position = first.length;
        for (byte[] block : others) {
            System.arraycopy(block, 0, all, position, block.length);
            position += block.length;
        }
        return all;
    }

    @Override
    public Window window(int position) {
        Objects.checkIndex(position, size);
        if (others.isEmpty()) {
            return new Window(first, 0, 0, size);
        }
        int found = Arrays.binarySearch(starts, position);
        int index = found < 0 ? -found - 2 : found;
        // Several blocks have the same position if all of them but the last are empty.
        while (index + 1 < starts.length && starts[index + 1] == starts[index]) {
            index++;
        }
        byte[] block = index == 0 ? first : others.get(index - 1);
        return new Window(block, 0, starts[index], starts[index] + block.length);
    }

    @Override
    public byte[] beginning() {
        return first;
    }

    @Override
    public byte[] contiguous() {
        return others.isEmpty() ? first : toArray();
    }
}
