package io.github.smtpfake.rest.internal.preview;

import java.util.EnumSet;
import java.util.Set;

/**
 * Renames the attributes with which a link names the window that it opens, or shows itself to it: {@code target} and {@code rel}
 * of {@code a} and {@code area}.
 *
 * <p>A text such as a comment or a style can hide where a tag begins. So this class reads a tag from each place where one may
 * begin, all at the same time: each state of the syntax is followed once, whatever number of tags is in it. The time is linear.
 */
final class LinkTargets {
    private static final String WHITESPACE = "\t\n\f\r ";
    private static final String END_OF_NAME = WHITESPACE + "/>=";
    private static final String PREFIX = "data-";

    /** The states of an attribute, as in the HTML standard, section "Tokenization". */
    private enum State {
        BEFORE_NAME,
        NAME,
        AFTER_NAME,
        BEFORE_VALUE,
        DOUBLE_QUOTED,
        SINGLE_QUOTED,
        UNQUOTED,
        AFTER_TAG;

        State next(char c) {
            return switch (this) {
                case DOUBLE_QUOTED -> c == '"' ? BEFORE_NAME : this;
                case SINGLE_QUOTED -> c == '\'' ? BEFORE_NAME : this;
                case BEFORE_VALUE -> isWhitespace(c) ? this : value(c);
                case UNQUOTED -> c == '>' ? AFTER_TAG : isWhitespace(c) ? BEFORE_NAME : this;
                case AFTER_TAG -> this;
                case BEFORE_NAME -> c == '>' ? AFTER_TAG : isWhitespace(c) || c == '/' ? this : NAME;
                case NAME, AFTER_NAME -> afterName(c);
            };
        }

        private static State value(char c) {
            return switch (c) {
                case '"' -> DOUBLE_QUOTED;
                case '\'' -> SINGLE_QUOTED;
                case '>' -> AFTER_TAG;
                default -> UNQUOTED;
            };
        }

        private static State afterName(char c) {
            return switch (c) {
                case '>' -> AFTER_TAG;
                case '=' -> BEFORE_VALUE;
                case '/' -> BEFORE_NAME;
                default -> isWhitespace(c) ? AFTER_NAME : NAME;
            };
        }
    }

    private LinkTargets() {}

    /** Returns the HTML in which no link has a {@code target} or {@code rel}. */
    static String removedFrom(String html) {
        StringBuilder renamed = new StringBuilder(html.length() + 64);
        Set<State> states = EnumSet.noneOf(State.class);
        Set<State> following = EnumSet.noneOf(State.class);
        int copied = 0;
        for (int at = 0; at < html.length(); at++) {
            if (mayStartName(states) && (isName("target", html, at) || isName("rel", html, at))) {
                renamed.append(html, copied, at).append(PREFIX);
                copied = at;
            }
            char c = html.charAt(at);
            following.clear();
            for (State state : states) {
                following.add(state.next(c));
            }
            following.remove(State.AFTER_TAG);
            if (endsNameOfLink(html, at)) {
                following.add(State.BEFORE_NAME);
            }
            Set<State> reused = states;
            states = following;
            following = reused;
        }
        return renamed.append(html, copied, html.length()).toString();
    }

    private static boolean mayStartName(Set<State> states) {
        return states.contains(State.BEFORE_NAME) || states.contains(State.AFTER_NAME);
    }

    private static boolean isName(String name, String html, int at) {
        int end = at + name.length();
        return html.regionMatches(true, at, name, 0, name.length())
                && (end == html.length() || END_OF_NAME.indexOf(html.charAt(end)) >= 0);
    }

    /** Returns whether the character is the last one of {@code <a} or {@code <area}, and the name of the tag is complete. */
    private static boolean endsNameOfLink(String html, int at) {
        int end = at + 1;
        if (end == html.length() || (!isWhitespace(html.charAt(end)) && html.charAt(end) != '/')) {
            return false;
        }
        return html.regionMatches(true, end - 2, "<a", 0, 2) || html.regionMatches(true, end - 5, "<area", 0, 5);
    }

    private static boolean isWhitespace(char c) {
        return WHITESPACE.indexOf(c) >= 0;
    }
}
