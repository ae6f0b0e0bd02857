package io.github.smtpfake.junit5;

import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Mark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Explains, for a failure because no client connected, that the application probably uses the port of another server of this
 * extension: clients connected there, or a system property has or had that port. Names only what is known.
 */
final class FormerPorts {
    private final ScopeOwner owner;
    private final StartedServer own;
    private final List<StartedServer> others = new ArrayList<>();

    private FormerPorts(ScopeOwner owner) {
        this.owner = owner;
        this.own = owner.started();
        for (StartedServer each : StartedServers.newestFirst()) {
            if (each.port() != own.port()) {
                others.add(each);
            }
        }
    }

    static List<String> notes(ScopeOwner owner, AwaitResult result) {
        boolean isReached = result.clients() > 0
                || !owner.store().activityAfter(owner.mark()).isEmpty();
        return isReached ? List.of() : new FormerPorts(owner).notes();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        Optional<StartedServer> reached =
                others.stream().filter(this::isReachedInstead).findFirst();
        if (reached.isPresent()) {
            StartedServer first = firstOf(reached.get());
            notes.add("Meanwhile a client connected to " + first.address() + ", the server of " + first.where()
                    + ", although none of its tests was running.");
            others.add(0, first);
        }
        for (Map.Entry<String, String> property : own.properties().entrySet()) {
            Optional<StartedServer> before = others.stream()
                    .filter(each -> each.properties().containsKey(property.getKey())
                            && !property.getValue().equals(each.properties().get(property.getKey())))
                    .findFirst();
            if (before.isPresent()) {
                boolean isReached = reached.isPresent()
                        && reached.get().port() == before.get().port();
                addChange(property.getKey(), before.get(), isReached, notes);
                return notes;
            }
        }
        addStaleProperty(notes);
        return notes;
    }

    /**
     * Returns the first use of a server, because an application that outlives a class was started there. A server that has stopped
     * may have had the same port.
     */
    private StartedServer firstOf(StartedServer server) {
        StartedServer first = server;
        for (StartedServer each : others) {
            if (each.isSameServer(server)) {
                first = each;
            }
        }
        return first;
    }

    /** Returns whether a client used the server since this scope began, while no test of that server was running. */
    private boolean isReachedInstead(StartedServer other) {
        SharedServer running = other.running();
        return running != null
                && (!owner.isConcurrencyEnabled() || setsSameProperty(other))
                && !running.runs().haveRunSince(owner.began())
                && !ActiveSessions.since(owner.since(), running.server().store(), Mark.START)
                        .isEmpty();
    }

    /** Returns whether an application can have read the port of the other server instead of that of this one. */
    private boolean setsSameProperty(StartedServer other) {
        return !Collections.disjoint(
                own.properties().keySet(), other.properties().keySet());
    }

    private void addChange(String key, StartedServer before, boolean isReached, List<String> notes) {
        String now = own.properties().get(key);
        String then = before.properties().get(key);
        notes.add("The system property " + key + " was " + then + " in " + before.where() + " and is " + now + " in "
                + own.where() + reason(before));
        if (!before.declaration().equals(own.declaration())) {
            notes.add("  " + before.where() + ": " + before.declaration());
            notes.add("  " + own.where() + ": " + own.declaration());
        }
        notes.add((isReached
                        ? "The application still uses "
                        : "An application that keeps the value, such as a cached Spring context, still uses ")
                + then + ". " + fix(before));
    }

    private String reason(StartedServer before) {
        if (isPerMethod(before)) {
            return ", because each test has a separate server (lifecycle PER_METHOD).";
        }
        if (!before.declaration().equals(own.declaration())) {
            return ", because the declarations differ:";
        }
        Optional<LostPort> lost = own.lostPort().filter(port -> port.number() == before.port());
        return lost.isPresent() ? ", because " + lost.get() + "." : ".";
    }

    private String fix(StartedServer before) {
        String again = "start the application again, in Spring with @DirtiesContext on "
                + before.where().replaceFirst("#.*", "") + ".";
        if (isPerMethod(before)) {
            return "Use ServerLifecycle.PER_CLASS, or " + again;
        }
        if (before.declaration().equals(own.declaration())) {
            return again.substring(0, 1).toUpperCase(Locale.ROOT) + again.substring(1);
        }
        return (before.declaration().isField() || own.declaration().isField()
                        ? "Let both classes inherit one extension from a common superclass, so that they share"
                        : "Make name, lifecycle, port, tls, users, strict and properties equal, so that both classes share")
                + " one server and port, or " + again;
    }

    private boolean isPerMethod(StartedServer before) {
        return before.lifecycle() == ServerLifecycle.PER_METHOD && own.lifecycle() == ServerLifecycle.PER_METHOD;
    }

    /** Finds a system property that contains the port of a server that has stopped. */
    private void addStaleProperty(List<String> notes) {
        for (StartedServer other : others) {
            if (isInUse(other.port())) {
                continue;
            }
            for (String key : new TreeSet<>(System.getProperties().stringPropertyNames())) {
                String value = System.getProperty(key, "");
                if (isPort(key, value, other.port())) {
                    notes.add("The system property " + key + " is " + value + ". This is the port of the server of "
                            + other.where() + ", which has stopped. Set the property for each class, such as with"
                            + " @SmtpFake(properties = \"" + key + "="
                            + value.replace(Integer.toString(other.port()), "${port}") + "\").");
                    return;
                }
            }
        }
    }

    /** Returns whether a server has the port, perhaps the same one as in an earlier run of this JVM. */
    private boolean isInUse(int port) {
        return others.stream().anyMatch(each -> each.port() == port && each.running() != null);
    }

    /** Returns whether a value is certainly this port; a mere number may also be the id of a process, for example. */
    private static boolean isPort(String key, String value, int port) {
        String text = Integer.toString(port);
        return value.equals(text) && key.toLowerCase(Locale.ROOT).contains("port")
                || value.endsWith(":" + text)
                || value.contains(":" + text + "/");
    }
}
