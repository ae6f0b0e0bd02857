package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.internal.text.Durations;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads the {@link SmtpFake} annotations of classes and methods. */
final class AnnotatedServers {

    private AnnotatedServers() {}

    /**
     * Returns the settings of each annotation, inherited ones first. An annotation on the element itself replaces an inherited
     * one of the same name.
     */
    static List<ServerSettings> at(AnnotatedElement element) {
        List<SmtpFake> inherited = inheritedBy(element);
        Map<String, SmtpFake> byName = new LinkedHashMap<>();
        for (SmtpFake each : inherited) {
            byName.put(each.name(), each);
        }
        List<SmtpFake> own = new ArrayList<>(AnnotationSupport.findRepeatableAnnotations(element, SmtpFake.class));
        own.removeAll(inherited);
        requireDifferentNames(List.of(element.getDeclaredAnnotationsByType(SmtpFake.class)), element);
        requireDifferentNames(own, element);
        for (SmtpFake each : own) {
            byName.put(each.name(), each);
        }
        List<ServerSettings> settings = new ArrayList<>();
        for (SmtpFake each : byName.values()) {
            settings.add(settings(each, ConfigurationErrors.where(element)));
        }
        return settings;
    }

    private static List<SmtpFake> inheritedBy(AnnotatedElement element) {
        List<SmtpFake> inherited = new ArrayList<>();
        if (element instanceof Class<?> type) {
            for (Class<?> each : type.getInterfaces()) {
                inherited.addAll(AnnotationSupport.findRepeatableAnnotations(each, SmtpFake.class));
            }
            if (type.getSuperclass() != null && type.getSuperclass() != Object.class) {
                inherited.addAll(AnnotationSupport.findRepeatableAnnotations(type.getSuperclass(), SmtpFake.class));
            }
        }
        return inherited;
    }

    private static void requireDifferentNames(List<SmtpFake> annotations, AnnotatedElement element) {
        List<String> names = new ArrayList<>();
        for (SmtpFake each : annotations) {
            if (names.contains(each.name())) {
                throw ConfigurationErrors.duplicateName(ConfigurationErrors.where(element), each.name());
            }
            names.add(each.name());
        }
    }

    private static ServerSettings settings(SmtpFake annotation, String where) {
        try {
            SmtpFakeServerBuilder builder =
                    SmtpFakeServer.builder().port(annotation.port()).tls(annotation.tls());
            if (annotation.users().length > 0) {
                builder.users(users(annotation.users()));
            }
            if (annotation.strict()) {
                builder.strict();
            }
            return new ServerSettings(
                    annotation.name(),
                    annotation.lifecycle(),
                    annotation.unusedRules(),
                    annotation.concurrentInbox(),
                    annotation.unclaimedMail(),
                    duration("settle", annotation.settle()).orElse(Duration.ZERO),
                    duration("awaitTimeout", annotation.awaitTimeout()),
                    PropertyTemplate.parse(annotation.properties()),
                    Declaration.of(annotation, server(annotation)),
                    source(
                            annotation,
                            new ServerSource.NewServers(builder, annotation.port() == 0, annotation.http())));
        } catch (IllegalArgumentException e) {
            throw ConfigurationErrors.at(where, "@SmtpFake: " + e.getMessage());
        }
    }

    private static ServerSource source(SmtpFake annotation, ServerSource embedded) {
        if (annotation.url().isEmpty()) {
            return embedded;
        }
        requireNoSettings(annotation);
        return new ServerSource.RunningOrNew(ServerUrl.of(annotation.url()).withLogin(login(annotation)), embedded);
    }

    /** Returns the user that an embedded server with these users would name in its mail properties, too. */
    private static Optional<Map.Entry<String, String>> login(SmtpFake annotation) {
        if (annotation.users().length == 0) {
            return Optional.empty();
        }
        String first = annotation.users()[0];
        int colon = first.indexOf(':');
        return Optional.of(Map.entry(first.substring(0, colon), first.substring(colon + 1)));
    }

    /** A running server has the settings that it was started with, and the same test must not see others in an embedded one. */
    private static void requireNoSettings(SmtpFake annotation) {
        List<String> settings = new ArrayList<>();
        if (annotation.port() != 0) {
            settings.add("port");
        }
        if (annotation.tls() != TlsMode.OFF) {
            settings.add("tls");
        }
        if (annotation.strict()) {
            settings.add("strict");
        }
        if (annotation.lifecycle() == ServerLifecycle.PER_METHOD) {
            settings.add("lifecycle = PER_METHOD");
        }
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException("url cannot be combined with " + String.join(", ", settings)
                    + ", because the running server has its own settings and lifecycle");
        }
    }

    /** Returns the attributes of the server; the others concern its use. Annotations that agree on them can share a server. */
    private static List<?> server(SmtpFake annotation) {
        return List.of(
                annotation.name(),
                annotation.lifecycle(),
                annotation.url(),
                annotation.port(),
                annotation.tls(),
                annotation.strict(),
                annotation.http(),
                List.of(annotation.users()),
                List.of(annotation.properties()));
    }

    private static Optional<Duration> duration(String attribute, String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(attribute + " " + e.getMessage(), e);
        }
    }

    private static Users users(String[] namesAndPasswords) {
        Users users = Users.any();
        for (String each : namesAndPasswords) {
            int colon = each.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(
                        "users must be name:password, such as \"app:secret\", but one is \"" + each + "\"");
            }
            users = users.and(each.substring(0, colon), each.substring(colon + 1));
        }
        return users;
    }
}
