package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.query.SearchText;
import io.github.smtpfake.internal.text.Substrings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the longest stretches of HTML between two tags that a reader sees as they are. A word in them is found among the bytes
 * of the message, without parsing the HTML.
 */
final class SeenStretches {
    /** Each needs up to seven bytes of the index. */
    private static final int MOST = 4;

    /** Limits the time that hostile HTML takes. */
    private static final int MOST_CANDIDATES = 32;

    /** Fewer characters are not worth those bytes. */
    private static final int SHORTEST = 16;

    private final byte[] html;
    private final int htmlStart;
    private final List<VerbatimText> found = new ArrayList<>();

    private SeenStretches(byte[] html, int htmlStart) {
        this.html = html;
        this.htmlStart = htmlStart;
    }

    /**
     * Returns the stretches, longest first.
     *
     * @param seenText the HTML as a reader sees it
     */
    static List<VerbatimText> of(RawMessage raw, VerbatimText html, String seenText) {
        String seen = SearchText.normalize(seenText);
        SeenStretches stretches = new SeenStretches(html.bytesIn(raw), html.start());
        stretches.findAll();
        return stretches.found.stream()
                .sorted(Comparator.comparingInt(VerbatimText::length).reversed())
                .limit(MOST_CANDIDATES)
                .filter(stretch -> Substrings.contains(seen, stretches.normalized(stretch)))
                .limit(MOST)
                .toList();
    }

    /** Finds the stretches without tags and character references. Not all of them are seen: some belong to a style. */
    private void findAll() {
        boolean inTag = false;
        boolean inReference = false;
        int start = 0;
        for (int i = 0; i < html.length; i++) {
            byte b = html[i];
            boolean ends = b == '<' || b == '&';
            if (ends && !inTag && !inReference) {
                add(start, i);
            }
            if (b == '<' || b == '>') {
                inTag = b == '<';
                inReference = false;
                start = i + 1;
            } else if (b == '&') {
                inReference = true;
            } else if (inReference && b <= ' ') {
                inReference = false;
                start = i + 1;
            }
        }
        if (!inTag && !inReference) {
            add(start, html.length);
        }
    }

    private void add(int start, int end) {
        if (end - start >= SHORTEST) {
            found.add(new VerbatimText(htmlStart + start, end - start));
        }
    }

    private String normalized(VerbatimText stretch) {
        return SearchText.normalize(new String(html, stretch.start() - htmlStart, stretch.length(), US_ASCII));
    }
}
