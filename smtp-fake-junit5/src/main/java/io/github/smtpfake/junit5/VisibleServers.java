package io.github.smtpfake.junit5;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The servers that a context sees, by name: those it declares and those of the enclosing contexts. Immutable. */
record VisibleServers(Map<String, DeclaredServer> byName) {
    private static final VisibleServers NONE = new VisibleServers(Map.of());

    static VisibleServers in(ExtensionContext context) {
        VisibleServers known = ContextStores.shared(context).get(VisibleServers.class, VisibleServers.class);
        return known == null ? NONE : known;
    }

    /** Declares servers for a context and starts those that all its tests share. */
    static void declare(List<ServerSettings> settings, ContextStores owner, ExtensionContext context) {
        List<DeclaredServer> declared = new ArrayList<>();
        for (ServerSettings each : settings) {
            declared.add(DeclaredServer.declare(owner, each, context));
        }
        if (!declared.isEmpty()) {
            add(declared, context);
        }
    }

    /** Adds the servers that a context declares; they shadow those of the same name in enclosing contexts. */
    private static void add(List<DeclaredServer> declared, ExtensionContext context) {
        Map<String, DeclaredServer> all = new LinkedHashMap<>(in(context).byName());
        for (DeclaredServer each : declared) {
            DeclaredServer shadowed = all.put(each.settings().name(), each);
            if (shadowed != null && shadowed.declaredAt().equals(each.declaredAt())) {
                throw ConfigurationErrors.duplicateName(
                        ConfigurationErrors.where(context), each.settings().name());
            }
        }
        ContextStores.shared(context).put(VisibleServers.class, new VisibleServers(all));
    }

    boolean hasAnyOf(ContextStores owner) {
        return !of(owner).isEmpty();
    }

    List<DeclaredServer> of(ContextStores owner) {
        List<DeclaredServer> own = new ArrayList<>();
        for (DeclaredServer declared : byName.values()) {
            if (declared.owner() == owner) {
                own.add(declared);
            }
        }
        return own;
    }

    /** Returns the server for a parameter or field: the named one, the one without a name, or the only one. */
    DeclaredServer find(InjectionPoint point) {
        DeclaredServer found = byName.get(point.serverName().orElse(""));
        if (found == null && point.serverName().isEmpty() && byName.size() == 1) {
            found = byName.values().iterator().next();
        }
        if (found == null) {
            throw ConfigurationErrors.at(point.where(), reasonNotFound(point));
        }
        return found;
    }

    private String reasonNotFound(InjectionPoint point) {
        if (byName.isEmpty()) {
            return "no server is declared; annotate the class with @SmtpFake";
        }
        if (point.serverName().isEmpty()) {
            return "several servers are declared; choose one of " + byName.keySet() + " with @ServerName";
        }
        String name = point.serverName().get();
        if (byName.keySet().equals(Set.of(""))) {
            return "no server is named \"" + name + "\"; remove @ServerName, or name the only server with"
                    + " @SmtpFake(name = \"" + name + "\")";
        }
        return "no server is named \"" + name + "\"; choose one of " + byName.keySet() + " with @ServerName";
    }
}
