package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A system property to set, with placeholders for values that are known only when the server runs. */
record PropertyTemplate(String key, String value) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    /**
     * Returns a template for a property.
     *
     * @throws IllegalArgumentException if the key has only white space or contains an equals sign, or for an unknown placeholder
     */
    static PropertyTemplate of(String key, String value) {
        if (key.isBlank() || key.indexOf('=') >= 0) {
            throw new IllegalArgumentException(
                    "key must not be empty or only spaces, or contain an equals sign, but is \"" + key + "\"");
        }
        Matcher matcher = PLACEHOLDER.matcher(value);
        while (matcher.find()) {
            if (!List.of("host", "port", "smtpsPort").contains(matcher.group(1))) {
                throw new IllegalArgumentException("properties can contain the placeholders ${host}, ${port} and"
                        + " ${smtpsPort}, but one contains " + matcher.group());
            }
        }
        return new PropertyTemplate(key.strip(), value.strip());
    }

    /** Parses properties of the form {@code key=value}. */
    static List<PropertyTemplate> parse(String... properties) {
        List<PropertyTemplate> templates = new ArrayList<>();
        for (String each : properties) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "properties must be key=value, such as \"mail.smtp.port=${port}\", but one is \"" + each
                                + "\"");
            }
            templates.add(of(each.substring(0, equals), each.substring(equals + 1)));
        }
        return templates;
    }

    String valueFor(TestServer server) {
        return PLACEHOLDER
                .matcher(value)
                .replaceAll(placeholder -> Matcher.quoteReplacement(
                        switch (placeholder.group(1)) {
                            case "host" -> server.host();
                            case "port" -> Integer.toString(server.port());
                            default -> Integer.toString(server.smtpsPort());
                        }));
    }
}
