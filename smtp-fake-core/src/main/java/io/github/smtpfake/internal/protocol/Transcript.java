package io.github.smtpfake.internal.protocol;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.TranscriptLine;
import io.github.smtpfake.message.TranscriptLine.Speaker;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was said in a session; of very much only the last. Not thread-safe: the session's record guards it. */
final class Transcript {
    private static final int LINE_LENGTH = 500;

    private final int capacity;
    private final Deque<Entry> entries = new ArrayDeque<>(0);

    /** A line or a whole {@link Reply}, which is made fit for reading only when someone reads. */
    private record Entry(long millis, Speaker from, Object said) {}

    Transcript(int capacity) {
        this.capacity = capacity;
    }

    void client(String line) {
        add(Speaker.CLIENT, line.length() <= LINE_LENGTH ? line : line.substring(0, LINE_LENGTH) + "…");
    }

    void server(Reply reply) {
        if (!reply.isEmpty()) {
            add(Speaker.SERVER, reply);
        }
    }

    /** Takes note of what the server did without saying it. */
    void server(String remark) {
        add(Speaker.SERVER, remark);
    }

    private void add(Speaker from, Object said) {
        if (entries.size() == capacity) {
            entries.remove();
        }
        entries.add(new Entry(System.currentTimeMillis(), from, said));
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
