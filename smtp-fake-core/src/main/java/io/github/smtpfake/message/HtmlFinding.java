package io.github.smtpfake.message;

import java.util.List;
import java.util.Objects;

/**
 * A part of a message's HTML that common mail clients show differently from browsers, or do not show. Immutable.
 *
 * @param rule the name of the rule, such as {@code missingAlt}; {@code docs/html-compatibility.md} lists all
 * @param impact what readers notice
 * @param explanation what these clients do
 * @param clients the mail clients, such as {@code Outlook for Windows (classic)}
 * @param reference the address of a public page that describes this behaviour
 * @param count the number of places in the HTML; zero if something is missing that has no place
 * @param places the first 20 of these places in order
 */
public record HtmlFinding(
        String rule,
        Impact impact,
        String explanation,
        List<String> clients,
        String reference,
        int count,
        List<Place> places) {

    /** What readers notice of a finding. */
    public enum Impact {
        /** They cannot read or use a part of the message. */
        CONTENT,
        /** Parts have another size or place. */
        LAYOUT,
        /** Details such as colours, corners or fonts look different. */
        APPEARANCE
    }

    /**
     * A place in the HTML.
     *
     * @param line the 1-based line of {@link MimeContent#html()}
     * @param excerpt the rest of that line from the place on, cut after 100 characters and without control characters
     */
    public record Place(int line, String excerpt) {

        /** Checks the arguments. */
        public Place {
            if (line < 1) {
                throw new IllegalArgumentException("line must be at least 1, but is " + line);
            }
            Objects.requireNonNull(excerpt, "excerpt");
        }

        /** Returns line and excerpt: {@code line 12: <img src="logo.png">}. */
        @Override
        public String toString() {
            return "line " + line + ": " + excerpt;
        }
    }

    /** Creates a finding with copies of the lists. */
    public HtmlFinding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(reference, "reference");
        clients = List.copyOf(Objects.requireNonNull(clients, "clients"));
        places = List.copyOf(Objects.requireNonNull(places, "places"));
        if (count < places.size()) {
            throw new IllegalArgumentException(
                    "count must be at least the number of places, " + places.size() + ", but is " + count);
        }
    }

    /** Returns {@code <rule>: <explanation> (<clients>; <reference>)}. */
    @Override
    public String toString() {
        return rule + ": " + explanation + " (" + String.join(", ", clients) + "; " + reference + ")";
    }
}
