package io.github.smtpfake.internal.smtp.protocol;

import io.github.smtpfake.internal.smtp.wire.Headroom;
import io.github.smtpfake.internal.text.Footprint;
import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.session.TranscriptLine;
import io.github.smtpfake.session.TranscriptLine.Speaker;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was said in a session; of very much only the last. Not thread-safe: the session's record guards it. */
final class Transcript {
    private static final int LINE_LENGTH = 500;
    private static final int ENTRY = 48;
    /** How much a transcript may grow without a look at what memory there is. */
    private static final int UNCHECKED = 16 * 1024;

    private final int capacity;
    private final Deque<Entry> entries = new ArrayDeque<>(0);
    private long footprint;
    private long checkedUntil = UNCHECKED;

    /** A line or a whole {@link Reply}, which is made fit for reading only when someone reads. */
    private record Entry(long millis, Speaker from, Object said, long footprint) {}

    Transcript(int capacity) {
        this.capacity = capacity;
    }

    void client(String line) {
        add(Speaker.CLIENT, cut(line));
    }

    void server(Reply reply) {
        if (!reply.isEmpty()) {
            // A reply has its text and its octets.
            add(Speaker.SERVER, reply, ENTRY + 2L * reply.wire().length);
        }
    }

    /** Takes note of what the server did without saying it. */
    void server(String remark) {
        add(Speaker.SERVER, cut(remark));
    }

    private static String cut(String line) {
        return line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "…";
    }

    private void add(Speaker from, String line) {
        add(from, line, Footprint.of(line));
    }

    private void add(Speaker from, Object said, long octets) {
        if (entries.size() == capacity) {
            dropOldest();
        }
        entries.add(new Entry(System.currentTimeMillis(), from, said, ENTRY + octets));
        footprint += ENTRY + octets;
        if (footprint > checkedUntil) {
            makeSureOfMemory();
        }
    }

    private void dropOldest() {
        footprint -= entries.remove().footprint();
    }

    /** Where memory is short, others need it more than this session its oldest lines. */
    private void makeSureOfMemory() {
        try {
            Headroom.require();
            checkedUntil = footprint + UNCHECKED;
        } catch (OutOfMemoryError e) {
            while (footprint > checkedUntil / 2 && entries.size() > 1) {
                dropOldest();
            }
        }
    }

    /** Returns about how many octets of memory the lines take. */
    long footprint() {
        return footprint;
    }

    List<TranscriptLine> lines() {
        List<TranscriptLine> lines = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Instant at = Instant.ofEpochMilli(entry.millis());
            for (String line : entry.said().toString().split("\r\n")) {
                lines.add(new TranscriptLine(at, entry.from(), Printable.line(line, LINE_LENGTH + 1)));
            }
        }
        return lines;
    }
}
