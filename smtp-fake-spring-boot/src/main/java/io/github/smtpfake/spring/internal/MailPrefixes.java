package io.github.smtpfake.spring.internal;

import io.github.smtpfake.spring.SmtpFakeMail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/** Reads the {@link SmtpFakeMail} annotations of a test class. */
final class MailPrefixes {
    private static final String DEFAULT = "spring.mail";
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)*");

    private final Class<?> testClass;
    private final Set<String> servers;
    private final Map<String, List<String>> byServer = new TreeMap<>();

    private MailPrefixes(Class<?> testClass, Set<String> servers) {
        this.testClass = testClass;
        this.servers = servers;
    }

    /**
     * Returns the prefixes of each server, by its name; a server may have none.
     *
     * @param servers the names of the servers that the class sees
     * @throws ExtensionConfigurationException if an annotation is invalid
     */
    static Map<String, List<String>> of(Class<?> testClass, Set<String> servers) {
        MailPrefixes prefixes = new MailPrefixes(testClass, servers);
        prefixes.readAnnotations();
        prefixes.addDefaults();
        prefixes.requireDifferent();
        return prefixes.byServer;
    }

    private void readAnnotations() {
        // The annotations of a class, by the distance of the class from the test class.
        Map<Object, List<SmtpFakeMail>> nearestFirst = new LinkedHashMap<>();
        MergedAnnotations.search(SearchStrategy.TYPE_HIERARCHY)
                .withEnclosingClasses(ClassUtils::isInnerClass)
                .from(testClass)
                .stream(SmtpFakeMail.class)
                .forEach(each -> nearestFirst
                        .computeIfAbsent(each.getAggregateIndex(), index -> new ArrayList<>())
                        .add(each.synthesize()));
        for (List<SmtpFakeMail> annotations : nearestFirst.values()) {
            Map<String, List<String>> here = new LinkedHashMap<>();
            for (SmtpFakeMail each : annotations) {
                here.computeIfAbsent(server(each), name -> new ArrayList<>()).add(prefix(each));
            }
            here.forEach(byServer::putIfAbsent);
        }
    }

    private String server(SmtpFakeMail annotation) {
        if (servers.contains(annotation.server())) {
            return annotation.server();
        }
        if (annotation.server().isEmpty() && servers.size() == 1) {
            return servers.iterator().next();
        }
        throw invalid(
                "no server " + (annotation.server().isEmpty() ? "without a name" : "\"" + annotation.server() + "\"")
                        + " is declared; choose one of " + servers + ", or add @SmtpFake"
                        + (annotation.server().isEmpty() ? "" : "(name = \"" + annotation.server() + "\")"));
    }

    private String prefix(SmtpFakeMail annotation) {
        if (!PREFIX.matcher(annotation.prefix()).matches()) {
            throw invalid(
                    "prefix must consist of lower-case letters, digits and -, separated by dots, such as my.mail, but"
                            + " is \""
                            + annotation.prefix() + "\"");
        }
        return annotation.prefix();
    }

    private void addDefaults() {
        for (String server : servers) {
            boolean isDefault = server.isEmpty() || servers.size() == 1;
            byServer.putIfAbsent(server, isDefault ? List.of(DEFAULT) : List.of());
        }
    }

    private void requireDifferent() {
        Set<String> known = new LinkedHashSet<>();
        for (List<String> prefixes : byServer.values()) {
            for (String prefix : prefixes) {
                if (!known.add(prefix)) {
                    throw invalid("the prefix " + prefix + " is given twice; give each server different prefixes");
                }
            }
        }
    }

    private ExtensionConfigurationException invalid(String problem) {
        return new ExtensionConfigurationException(testClass.getName() + ": @SmtpFakeMail: " + problem);
    }
}
