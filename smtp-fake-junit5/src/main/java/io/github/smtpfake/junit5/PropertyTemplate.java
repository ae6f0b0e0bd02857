package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A system property to set, with places for what is known only when the server runs. */
record PropertyTemplate(String key, String value) {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");

    PropertyTemplate {
        Matcher matcher = PLACE.matcher(value);
        while (matcher.find()) {
            if (!List.of("host", "port", "smtpsPort").contains(matcher.group(1))) {
                throw new IllegalArgumentException(
                        "properties know ${host}, ${port} and ${smtpsPort}, not " + matcher.group());
            }
        }
    }

    static List<PropertyTemplate> parse(String... keysAndValues) {
        List<PropertyTemplate> templates = new ArrayList<>();
        for (String each : keysAndValues) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "properties are \"key=value\", such as \"mail.smtp.port=${port}\", not \"" + each + "\"");
            }
            templates.add(new PropertyTemplate(
                    each.substring(0, equals).strip(),
                    each.substring(equals + 1).strip()));
        }
        return templates;
    }

    String valueFor(SmtpFakeServer server) {
        return PLACE.matcher(value)
                .replaceAll(place -> Matcher.quoteReplacement(
                        switch (place.group(1)) {
                            case "host" -> server.host();
                            case "port" -> Integer.toString(server.port());
                            default -> Integer.toString(server.smtpsPort());
                        }));
    }
}
