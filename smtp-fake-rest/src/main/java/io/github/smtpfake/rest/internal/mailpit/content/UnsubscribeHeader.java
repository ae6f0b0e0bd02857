package io.github.smtpfake.rest.internal.mailpit.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a List-Unsubscribe header (RFC 2369), checked with the errors of Mailpit.
 *
 * @param links the valid links
 * @param errors separated by commas; empty if there is none
 */
public record UnsubscribeHeader(List<String> links, String errors) {
    private static final Pattern MAIL = Pattern.compile("mailto:[a-zA-Z0-9].*", Pattern.DOTALL);
    private static final Pattern WEB = Pattern.compile("(?i)https?://[a-zA-Z0-9].*", Pattern.DOTALL);
    private static final Pattern JOINT = Pattern.compile("\\s*,\\s*");
    private static final Pattern SPACE = Pattern.compile("\\s");
    private static final Pattern INVALID_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2}).{0,2}");
    private static final Pattern HOST = Pattern.compile("[a-zA-Z]+://(?:[^/?#@]*@)?([^/?#]*)");
    private static final Pattern INVALID_PORT = Pattern.compile("[^:]*(:.*[^0-9].*)");
    private static final int MOST_LINKS = 2;

    /** Reads a value. */
    public static UnsubscribeHeader parse(String header) {
        String value = withoutComments(header.strip());
        List<String> links = between(value, '<', '>');
        if (links.isEmpty()) {
            return invalid(quoted(value) + " no valid unsubscribe links found");
        }
        if (!value.startsWith("<") || !value.endsWith(">")) {
            return invalid(quoted(value) + " should be enclosed in <>");
        }
        if (links.size() > MOST_LINKS) {
            return invalid(quoted(value) + " should include a maximum of one email and one HTTP link");
        }
        if (!between(value, '>', '<').stream()
                .allMatch(joint -> JOINT.matcher(joint).matches())) {
            return invalid(quoted(value) + " <> should be split with a comma and optional spaces");
        }
        return checked(links);
    }

    private static UnsubscribeHeader invalid(String error) {
        return new UnsubscribeHeader(List.of(), error);
    }

    private static UnsubscribeHeader checked(List<String> links) {
        List<String> valid = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        boolean hasMail = false;
        boolean hasWeb = false;
        for (String link : links) {
            boolean isMail = MAIL.matcher(link).matches();
            boolean isWeb = WEB.matcher(link).matches();
            Optional<String> error = error(link, isMail, isWeb, isMail ? hasMail : hasWeb);
            error.ifPresentOrElse(errors::add, () -> valid.add(link));
            boolean isKnown = !SPACE.matcher(link).find();
            hasMail |= isMail && isKnown;
            hasWeb |= isWeb && isKnown;
        }
        return new UnsubscribeHeader(List.copyOf(valid), String.join(", ", errors));
    }

    private static Optional<String> error(String link, boolean isMail, boolean isWeb, boolean isSecond) {
        if (SPACE.matcher(link).find()) {
            return Optional.of(quoted(link) + " should not contain spaces");
        }
        if (!isMail && !isWeb) {
            return Optional.of(quoted(link) + " should start with either http(s):// or mailto:");
        }
        if (isSecond) {
            return Optional.of(quoted(link) + " should only contain one " + (isMail ? "mailto:" : "HTTP link"));
        }
        return isWeb ? faultOfAddress(link).map(fault -> "parse " + quoted(link) + ": " + fault) : Optional.empty();
    }

    private static Optional<String> faultOfAddress(String link) {
        Matcher host = HOST.matcher(link);
        String authority = host.lookingAt() ? host.group(1) : "";
        if (authority.indexOf('[') >= 0) {
            return Optional.of("invalid IP-literal");
        }
        Matcher port = INVALID_PORT.matcher(authority);
        if (port.matches()) {
            return Optional.of("invalid port " + quoted(port.group(1)) + " after host");
        }
        Matcher escape = INVALID_ESCAPE.matcher(link);
        return escape.find() ? Optional.of("invalid URL escape " + quoted(escape.group())) : Optional.empty();
    }

    private static String withoutComments(String value) {
        String rest = value;
        for (String comment : between(value, '(', ')')) {
            rest = rest.replace("(" + comment + ")", "").strip();
        }
        return rest;
    }

    /** Returns what is between each start and the next end after it. */
    private static List<String> between(String value, char start, char end) {
        List<String> found = new ArrayList<>();
        int from = value.indexOf(start);
        while (from >= 0) {
            int to = value.indexOf(end, from + 1);
            if (to < 0) {
                return found;
            }
            found.add(value.substring(from + 1, to));
            from = value.indexOf(start, to + 1);
        }
        return found;
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
