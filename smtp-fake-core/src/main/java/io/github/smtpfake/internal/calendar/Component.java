package io.github.smtpfake.internal.calendar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A component of a calendar, such as VEVENT, with its properties and the components in it (RFC 5545, 3.4). */
final class Component {
    private static final int MAX_DEPTH = 10;

    private final String name;
    private final List<ContentLine> lines = new ArrayList<>();
    private final List<Component> children = new ArrayList<>();

    private Component(String name) {
        this.name = name;
    }

    /**
     * Reads the components of a text that are not within others.
     *
     * @param text unfolded, with line ends as {@code \n}
     * @param defects receives what is malformed
     */
    static List<Component> read(String text, Defects defects) {
        Component root = new Component("");
        Deque<Component> open = new ArrayDeque<>();
        open.push(root);
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            Optional<ContentLine> parsed = ContentLine.parse(line);
            if (parsed.isEmpty()) {
                defects.malformed("A line is not a property", line, "3.1");
            } else {
                add(parsed.get(), open, defects);
            }
        });
        if (open.size() > 1) {
            defects.malformed("There is no END for BEGIN", open.peek().name, "3.4");
        }
        return root.children;
    }

    private static void add(ContentLine line, Deque<Component> open, Defects defects) {
        switch (line.name()) {
            case "BEGIN" -> {
                Component child = new Component(line.value().strip().toUpperCase(Locale.ROOT));
                if (child.name.equals("VEVENT") && open.element().name.equals("VEVENT")) {
                    defects.malformed("There is no END for BEGIN", child.name, "3.4");
                    open.pop();
                }
                if (open.size() > MAX_DEPTH) {
                    defects.malformed("Components are nested deeper than " + MAX_DEPTH + " levels", child.name, "3.4");
                } else {
                    open.element().children.add(child);
                    open.push(child);
                }
            }
            case "END" -> {
                String name = line.value().strip().toUpperCase(Locale.ROOT);
                if (!open.element().name.equals(name)) {
                    defects.malformed("END does not match BEGIN", name, "3.4");
                }
                close(name, open);
            }
            default -> open.element().lines.add(line);
        }
    }

    /** Closes the innermost component with a name and those in it; none if there is no such component. */
    private static void close(String name, Deque<Component> open) {
        if (!name.isEmpty() && open.stream().anyMatch(component -> component.name.equals(name))) {
            // The ends of those in it are missing.
            while (!open.element().name.equals(name)) {
                open.pop();
            }
            open.pop();
        }
    }

    String name() {
        return name;
    }

    List<Component> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    List<Component> children() {
        return children;
    }

    List<ContentLine> all(String property) {
        return lines.stream().filter(line -> line.name().equals(property)).toList();
    }

    Optional<ContentLine> first(String property) {
        return lines.stream().filter(line -> line.name().equals(property)).findFirst();
    }

    /** Returns the text of a property; empty if the property is missing or has only spaces. */
    Optional<String> text(String property) {
        return first(property).map(ContentLine::text).filter(text -> !text.isBlank());
    }

    /** Returns the value of a property that is a keyword, in upper case. */
    Optional<String> keyword(String property) {
        return text(property).map(text -> text.strip().toUpperCase(Locale.ROOT));
    }
}
