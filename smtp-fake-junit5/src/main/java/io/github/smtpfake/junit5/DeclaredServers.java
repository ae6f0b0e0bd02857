package io.github.smtpfake.junit5;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The servers that a context sees, by their names: its own, and those of the contexts that it is in. Immutable. */
record DeclaredServers(Map<String, Declared> byName) {
    private static final DeclaredServers NONE = new DeclaredServers(Map.of());

    /**
     * A server that a context declares: who takes care of it, the id of the context, and, unless each test has a server of
     * its own, the one that runs. Equal only to itself.
     */
    static final class Declared {
        private final SmtpFakeExtension owner;
        private final ServerSettings settings;
        private final String at;
        private final Optional<RunningServer> running;

        Declared(SmtpFakeExtension owner, ServerSettings settings, String at, Optional<RunningServer> running) {
            this.owner = owner;
            this.settings = settings;
            this.at = at;
            this.running = running;
        }

        SmtpFakeExtension owner() {
            return owner;
        }

        ServerSettings settings() {
            return settings;
        }

        String at() {
            return at;
        }

        Optional<RunningServer> running() {
            return running;
        }
    }

    static DeclaredServers seenBy(ExtensionContext context) {
        DeclaredServers known = Stores.of(context).get(DeclaredServers.class, DeclaredServers.class);
        return known == null ? NONE : known;
    }

    /** Reads the annotations of a class or method; those that it inherits come before its own, which shadow them. */
    static List<ServerSettings> annotatedAt(AnnotatedElement element) {
        List<SmtpFake> inherited = inheritedBy(element);
        Map<String, SmtpFake> byName = new LinkedHashMap<>();
        for (SmtpFake each : inherited) {
            byName.put(each.name(), each);
        }
        List<SmtpFake> own = new ArrayList<>(AnnotationSupport.findRepeatableAnnotations(element, SmtpFake.class));
        own.removeAll(inherited);
        requireNames(List.of(element.getDeclaredAnnotationsByType(SmtpFake.class)), element);
        requireNames(own, element);
        for (SmtpFake each : own) {
            byName.put(each.name(), each);
        }
        List<ServerSettings> settings = new ArrayList<>();
        for (SmtpFake each : byName.values()) {
            settings.add(ServerSettings.of(each, Misuse.where(element)));
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

    private static void requireNames(List<SmtpFake> annotations, AnnotatedElement element) {
        List<String> names = new ArrayList<>();
        for (SmtpFake each : annotations) {
            if (names.contains(each.name())) {
                throw twice(Misuse.where(element), each.name());
            }
            names.add(each.name());
        }
    }

    private static RuntimeException twice(String where, String name) {
        return Misuse.of(
                where,
                (name.isEmpty() ? "two servers have no name" : "two servers are called \"" + name + "\"")
                        + ": give each a name of its own, as in @SmtpFake(name = \"relay\")");
    }

    boolean has(SmtpFakeExtension owner) {
        return !of(owner).isEmpty();
    }

    List<Declared> of(SmtpFakeExtension owner) {
        List<Declared> own = new ArrayList<>();
        for (Declared declared : byName.values()) {
            if (declared.owner() == owner) {
                own.add(declared);
            }
        }
        return own;
    }

    /** Returns these, and those that a context declares itself. */
    DeclaredServers with(List<Declared> more, ExtensionContext context) {
        Map<String, Declared> all = new LinkedHashMap<>(byName);
        for (Declared each : more) {
            Declared shadowed = all.put(each.settings().name(), each);
            if (shadowed != null && shadowed.at().equals(each.at())) {
                throw twice(Misuse.where(context), each.settings().name());
            }
        }
        return new DeclaredServers(all);
    }

    /**
     * Returns the server that a parameter or field is meant for.
     *
     * @param where names it, for the exception
     */
    Declared wantedBy(Optional<ServerName> name, String where) {
        Declared found = byName.get(name.isPresent() ? name.get().value() : "");
        if (found == null && name.isEmpty() && byName.size() == 1) {
            found = byName.values().iterator().next();
        }
        if (found != null) {
            return found;
        }
        if (byName.isEmpty()) {
            throw Misuse.of(where, "no server runs here: annotate the class with @SmtpFake");
        }
        if (byName.keySet().equals(Set.of(""))) {
            throw Misuse.of(
                    where,
                    "no server is called \"" + name.orElseThrow().value() + "\", as the only one has no name: leave"
                            + " @ServerName out, or give it the name by @SmtpFake(name = ..)");
        }
        throw Misuse.of(
                where,
                (name.isEmpty()
                                ? "which of several servers is meant?"
                                : "no server is called \"" + name.get().value() + "\".")
                        + " Take @ServerName(..) with one of " + byName.keySet());
    }
}
