package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.text.UrlText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a running server, as a declaration gives it.
 *
 * @param template the URL with its placeholders
 * @param uri the URL with their values; empty if one of them has none
 * @param unset the names of the placeholders without a value
 * @param login a user that the SMTP port of the server accepts, with the password; empty if clients need not log in
 */
record ServerUrl(String template, Optional<URI> uri, List<String> unset, Optional<Map.Entry<String, String>> login) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^${}]+)}");

    static ServerUrl of(String template) {
        return of(template, ServerUrl::value);
    }

    /** Returns the value of a system property or an environment variable; empty if neither is set, or has only white space. */
    private static Optional<String> value(String name) {
        String property = System.getProperty(name);
        return Optional.ofNullable(property == null ? System.getenv(name) : property)
                .filter(text -> !text.isBlank());
    }

    /**
     * Returns the URL with the values of its placeholders.
     *
     * @throws IllegalArgumentException if it is not a URL with http or https
     */
    static ServerUrl of(String template, Function<String, Optional<String>> values) {
        List<String> unset = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(template);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            Optional<String> value = values.apply(matcher.group(1));
            if (value.isEmpty()) {
                unset.add(matcher.group(1));
            }
            matcher.appendReplacement(
                    text, Matcher.quoteReplacement(value.orElse("").strip()));
        }
        matcher.appendTail(text);
        Optional<URI> uri = unset.isEmpty() ? Optional.of(parse(text.toString(), template)) : Optional.empty();
        return new ServerUrl(template, uri, List.copyOf(unset), Optional.empty());
    }

    ServerUrl withLogin(Optional<Map.Entry<String, String>> other) {
        return new ServerUrl(template, uri, unset, other);
    }

    private static URI parse(String url, String template) {
        String where = "url must be a URL such as http://localhost:8025 or ${SMTP_FAKE_URL}, but is "
                + UrlText.withoutLogin(url)
                + (url.equals(template) ? "" : " (" + UrlText.withoutLogin(template) + ")");
        try {
            URI uri = new URI(url);
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isHttp && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Its message, and thus the cause, would contain the login.
            throw new IllegalArgumentException(where + ": " + e.getReason());
        }
        throw new IllegalArgumentException(where);
    }

    /** Returns a line that says which server the test used, and why. */
    String note() {
        if (uri.isPresent()) {
            return "The test used the server at " + UrlText.withoutLogin(uri.get())
                    + (uri.get().toString().equals(template)
                            ? "."
                            : ", the value of " + UrlText.withoutLogin(template) + ".");
        }
        return "The test used a server in its JVM, because " + String.join(" and ", unset)
                + (unset.size() == 1 ? " is not set." : " are not set.");
    }
}
