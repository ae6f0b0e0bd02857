package io.github.smtpfake.internal.mime;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Repairs the line ends of a message while it is read: CRLF in place of CR and CR CR LF, except in binary parts. Knows places
 * from which the repaired bytes can be read without those before them. Immutable and thread-safe.
 */
final class LineEndRepair {
    private static final int LONGEST_DELIMITER = 1_000;

    /** More boundaries than a message can have parts. */
    private static final int MOST_DELIMITERS = 10_000;

    private static final int BUFFER_SIZE = 8_192;

    /** How many starts of bodies are places; more than a message can have parts. */
    private static final int MOST_BODIES = 20_000;

    /** How many repaired bytes are at least between two other places. */
    private static final int DISTANCE = 1_024;

    /** The lines that may be boundaries, by the position of the first of those that are equal. */
    private final Map<String, Integer> delimiters = new HashMap<>();

    private final List<Place> places = new ArrayList<>();
    private final int size;

    /**
     * The start of a line.
     *
     * @param repaired its position in the repaired message
     * @param raw its position in the message as it was sent
     * @param bareUntil up to this raw position, each CR is a line end
     */
    private record Place(int repaired, int raw, int bareUntil, boolean inHeader, boolean binary) {}

    LineEndRepair(RawMessage raw) {
        Reader reader = new Reader(raw, new Place(0, 0, 0, true, false), true);
        byte[] buffer = new byte[BUFFER_SIZE];
        int sum = 0;
        for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
            sum = Math.addExact(sum, read);
        }
        this.size = sum;
    }

    /** Returns the number of repaired bytes. */
    int size() {
        return size;
    }

    /** Returns a stream over the repaired bytes from a position on. */
    InputStream newInputStream(RawMessage raw, int start) {
        Reader reader = new Reader(raw, placeBefore(start), false);
        reader.discard(start);
        return reader;
    }

    private Place placeBefore(int start) {
        int low = 0;
        int high = places.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (places.get(middle).repaired() <= start) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return places.get(low);
    }

    private final class Reader extends InputStream {
        private final ByteCursor raw;
        private final boolean first;

        /** The position of the next line, and that of its first repaired byte. */
        private int line;

        private int position;

        /** Up to this position, each CR is a line end. */
        private int bareUntil;

        private boolean inHeader;
        private boolean headerStarts = true;
        private boolean bodyStarts;
        private boolean binary;
        private FieldsOfPart fields = new FieldsOfPart();

        /** What of the current line has not been read: an LF, a range of the message, and the end of {@code CRLF}. */
        private boolean lineFeed;

        private int copied;
        private int copyEnd;
        private int missingEnd;

        Reader(RawMessage raw, Place place, boolean first) {
            this.raw = new ByteCursor(raw);
            this.first = first;
            this.line = place.raw();
            this.position = place.repaired();
            this.bareUntil = place.bareUntil();
            this.inHeader = place.inHeader();
            this.binary = place.binary();
        }

        void discard(int start) {
            byte[] buffer = new byte[DISTANCE];
            while (position < start && read(buffer, 0, Math.min(buffer.length, start - position)) >= 0) {
                // Each call advances the position.
            }
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target) {
            return read(target, 0, target.length);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            int end = offset + length;
            int at = offset;
            while (at < end && (hasRest() || nextLine())) {
                int count = readRest(target, at, end);
                at += count;
                position += count;
            }
            return at == offset && length > 0 ? -1 : at - offset;
        }

        private boolean hasRest() {
            return lineFeed || copied < copyEnd || missingEnd > 0;
        }

        private int readRest(byte[] target, int at, int end) {
            if (lineFeed) {
                lineFeed = false;
                target[at] = '\n';
                return 1;
            }
            if (copied < copyEnd) {
                int count = raw.copy(copied, Math.min(copyEnd, copied + end - at), target, at);
                copied += count;
                return count;
            }
            target[at] = (byte) (missingEnd == 2 ? '\r' : '\n');
            missingEnd--;
            return 1;
        }

        private boolean nextLine() {
            if (line >= raw.size()) {
                return false;
            }
            if (first) {
                addPlace();
            }
            int start = line;
            int contentEnd = raw.lineEnd(start);
            int next = next(contentEnd);
            boolean header = inHeader;
            boolean data = binary;
            examine(start, contentEnd);
            // This line end belongs to the delimiter, not to the data.
            lineFeed = data && !binary && raw.at(start - 1) == '\r';
            boolean asSent = binary && !header || isProper(contentEnd, next);
            copied = start;
            copyEnd = asSent ? next : contentEnd;
            missingEnd = asSent ? 0 : 2;
            line = next;
            return true;
        }

        /** The fields before a place within a header would be unknown. */
        private void addPlace() {
            int at = position;
            boolean isKnown = !inHeader || headerStarts;
            boolean isUseful = places.isEmpty()
                    || bodyStarts && places.size() < MOST_BODIES
                    || at - places.get(places.size() - 1).repaired() >= DISTANCE;
            bodyStarts = false;
            if (isKnown && isUseful) {
                places.add(new Place(at, line, bareUntil, inHeader, binary));
            }
        }

        /** Returns whether a line end is LF or CRLF, or missing at the end of the message. */
        private boolean isProper(int start, int end) {
            return start == end || raw.at(end - 1) == '\n' && end - start <= 2;
        }

        /** Returns the position after the line end at this position. */
        private int next(int at) {
            int end = Math.max(at, bareUntil);
            while (end < raw.size() && raw.at(end) == '\r') {
                end++;
            }
            if (end < raw.size() && raw.at(end) == '\n' && at >= bareUntil) {
                return end + 1;
            }
            bareUntil = end;
            return Math.min(at + 1, raw.size());
        }

        /** Finds out in which part of the message the next lines are. */
        private void examine(int start, int end) {
            if (inHeader) {
                readHeader(start, end);
            } else if (end - start > 2
                    && end - start < LONGEST_DELIMITER
                    && raw.at(start) == '-'
                    && raw.at(start + 1) == '-') {
                readDelimiter(raw.text(start, end).stripTrailing(), start);
            }
        }

        private void readHeader(int start, int end) {
            headerStarts = false;
            if (end > start) {
                fields.add(raw, start, end);
            } else {
                inHeader = false;
                bodyStarts = true;
                binary = fields.haveBinaryBody();
                fields = new FieldsOfPart();
            }
        }

        /** In a binary part, only a delimiter that occurred before ends the part. */
        private void readDelimiter(String found, int start) {
            boolean closing = found.endsWith("--") && isKnown(found.substring(0, found.length() - 2), start);
            if (closing || !binary || isKnown(found, start)) {
                if (first && delimiters.size() < MOST_DELIMITERS) {
                    delimiters.putIfAbsent(found, start);
                }
                binary = false;
                inHeader = !closing;
                headerStarts = inHeader;
            }
        }

        private boolean isKnown(String delimiter, int start) {
            Integer place = delimiters.get(delimiter);
            return place != null && place < start;
        }
    }
}
