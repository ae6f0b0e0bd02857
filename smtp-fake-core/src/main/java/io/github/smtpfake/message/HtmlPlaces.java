package io.github.smtpfake.message;

import io.github.smtpfake.internal.text.Printable;
import io.github.smtpfake.message.HtmlFinding.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Collects where the rules apply. For each rule, it keeps the first places and counts all. Not thread-safe. */
final class HtmlPlaces {
    private static final int SHOWN = 20;
    private static final int EXCERPT = 100;

    private final String html;
    private final Map<HtmlRule, Found> found = new EnumMap<>(HtmlRule.class);

    /** The places of one rule, as indexes of the HTML. */
    private static final class Found {
        private final List<Integer> first = new ArrayList<>();
        private int count;

        private void add(int position) {
            count++;
            if (first.size() < SHOWN) {
                first.add(position);
            }
        }
    }

    HtmlPlaces(String html) {
        this.html = html;
    }

    /** Records that something is missing. */
    void add(HtmlRule rule) {
        found.computeIfAbsent(rule, key -> new Found());
    }

    /** Records a place. */
    void add(HtmlRule rule, int position) {
        found.computeIfAbsent(rule, key -> new Found()).add(Math.min(position, html.length()));
    }

    List<HtmlFinding> findings() {
        Map<Integer, Integer> lines = lines();
        List<HtmlFinding> findings = new ArrayList<>();
        found.forEach((rule, places) -> findings.add(rule.finding(
                places.count,
                places.first.stream()
                        .sorted()
                        .map(position -> new Place(lines.getOrDefault(position, 1), excerpt(position)))
                        .toList())));
        return List.copyOf(findings);
    }

    /** Counts the lines once for all places, so that the time does not depend on their number. */
    private Map<Integer, Integer> lines() {
        TreeSet<Integer> positions = new TreeSet<>();
        found.values().forEach(places -> positions.addAll(places.first));
        Map<Integer, Integer> lines = new HashMap<>();
        int line = 1;
        int index = 0;
        for (int position : positions) {
            for (; index < position; index++) {
                line += html.charAt(index) == '\n' ? 1 : 0;
            }
            lines.put(position, line);
        }
        return lines;
    }

    private String excerpt(int position) {
        String rest = html.substring(position, Math.min(html.length(), position + 2 * EXCERPT + 1));
        int lineEnd = rest.indexOf('\n');
        return Printable.line((lineEnd < 0 ? rest : rest.substring(0, lineEnd)).strip(), EXCERPT);
    }
}
