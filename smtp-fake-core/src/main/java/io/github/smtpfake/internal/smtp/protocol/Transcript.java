package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.memory.MemoryReserve;
import io.github.smtpfake.internal.text.Footprint;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.session.TranscriptLine.Speaker;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines of a session, in both directions. Not thread-safe: the session's record guards it. */
final class Transcript {
    private static final int LINE_LENGTH = 500;
    private static final int ENTRY = 48;
    /** A transcript may grow by this many bytes before the free memory is checked. */
    private static final int UNCHECKED = 16 * 1024;

    private final int capacity;
    private final Deque<Entry> entries = new ArrayDeque<>(0);
    private long footprint;
    private long checkedUntil = UNCHECKED;

    /** A line, or a whole {@link Reply}, which is split into printable lines only when it is read. */
    private record Entry(long millis, Speaker speaker, Object content, long footprint) {}

    Transcript(int capacity) {
        this.capacity = capacity;
    }

    void client(String line) {
        add(Speaker.CLIENT, cut(line));
    }

    void server(Reply reply) {
        if (!reply.isEmpty()) {
            // A reply keeps its text and its bytes.
            add(Speaker.SERVER, reply, ENTRY + 2L * reply.wire().length);
        }
    }

    /** Records a remark about the server, such as the rule that fired. */
    void server(String remark) {
        add(Speaker.SERVER, cut(remark));
    }

    private static String cut(String line) {
        return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "…";
    }

    private void add(Speaker speaker, String line) {
        add(speaker, line, Footprint.of(line));
    }

    private void add(Speaker speaker, Object content, long bytes) {
        if (entries.size() == capacity) {
            dropOldest();
        }
        entries.add(new Entry(System.currentTimeMillis(), speaker, content, ENTRY + bytes));
        footprint += ENTRY + bytes;
        if (footprint > checkedUntil) {
            checkMemory();
        }
    }

    private void dropOldest() {
        footprint -= entries.remove().footprint();
    }

    /** Drops the oldest lines if memory is short. */
    private void checkMemory() {
        if (MemoryReserve.isFree()) {
            checkedUntil = footprint + UNCHECKED;
            return;
        }
        while (footprint > checkedUntil / 2 && entries.size() > 1) {
            dropOldest();
        }
    }

    /** Returns the approximate size of the lines in memory in bytes. */
    long footprint() {
        return footprint;
    }

    List<TranscriptLine> lines() {
        List<TranscriptLine> lines = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Instant at = Instant.ofEpochMilli(entry.millis());
            for (String line : entry.content().toString().split("\r\n")) {
                lines.add(new TranscriptLine(at, entry.speaker(), Printable.line(line, LINE_LENGTH + 1)));
            }
        }
        return lines;
    }
}
