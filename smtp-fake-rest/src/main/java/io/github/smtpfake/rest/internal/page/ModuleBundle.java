package io.github.smtpfake.rest.internal.page;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins a script module and all modules that it imports, so that a browser loads one file instead of more than 50. Each module
 * becomes a function that returns its exports and is called once, after those of the modules that it imports.
 *
 * <p>Supports what the page uses: imports and exports by name, at the beginning of a line, of names that never change their
 * values. Modules must not import each other in a circle. Used by one thread.
 */
final class ModuleBundle {
    private static final Pattern IMPORT =
            Pattern.compile("^import \\{([^}]*)} from \"(\\.\\.?/[^\"]+)\";$", Pattern.MULTILINE);

    private static final Pattern EXPORT =
            Pattern.compile("^export (?=(?:async function|function|class|const) (\\w+))", Pattern.MULTILINE);

    /** The only export of a library that a tool has shortened. */
    private static final Pattern EXPORT_LIST = Pattern.compile("\\bexport\\{([^}]*)};?\\s*$");

    private static final Pattern UNSUPPORTED =
            Pattern.compile("^(?:import|export)\\b.*|\\bimport[(.].*|\\bexport\\{.*", Pattern.MULTILINE);

    private final UnaryOperator<String> sources;
    private final Set<String> names = new LinkedHashSet<>();
    private final StringBuilder script = new StringBuilder(256 * 1024);

    /**
     * Joins modules.
     *
     * @param main the name of the module to begin with
     * @param sources returns the source of the module with a name, such as {@code views/shell.js}
     * @throws IllegalStateException if a module uses what this class does not support
     */
    ModuleBundle(String main, UnaryOperator<String> sources) {
        this.sources = sources;
        add(main, new LinkedHashSet<>());
    }

    /** Returns the joined modules. */
    String script() {
        return script.toString();
    }

    /** Returns the names of the modules, each after those that it imports. */
    List<String> names() {
        return List.copyOf(names);
    }

    private void add(String name, Set<String> importing) {
        if (names.contains(name)) {
            return;
        }
        if (!importing.add(name)) {
            throw new IllegalStateException("Modules import each other in a circle: " + importing + ", " + name);
        }
        String source = sources.apply(name);
        IMPORT.matcher(source).results().forEach(found -> add(resolved(name, found.group(2)), importing));
        importing.remove(name);
        names.add(name);
        script.append("// ")
                .append(name)
                .append("\nconst ")
                .append(variable(name))
                .append(" = (() => {\n");
        script.append(asFunction(name, source)).append("})();\n");
    }

    /** Returns the source with constants in place of the imports, and with a return statement in place of the exports. */
    private static String asFunction(String name, String source) {
        String body = IMPORT.matcher(source)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "const {" + renamed(found.group(1)) + "} = " + variable(resolved(name, found.group(2))) + ";"));
        StringBuilder exports = new StringBuilder();
        EXPORT.matcher(body)
                .results()
                .forEach(found -> exports.append(found.group(1)).append(", "));
        body = EXPORT.matcher(body).replaceAll("");
        Matcher list = EXPORT_LIST.matcher(body);
        if (list.find()) {
            exports.append(exported(list.group(1)));
            body = body.substring(0, list.start());
        }
        UNSUPPORTED.matcher(body).results().map(MatchResult::group).findFirst().ifPresent(line -> {
            throw new IllegalStateException("The bundle does not support this line of " + name + ": " + line);
        });
        return body.stripTrailing() + (exports.isEmpty() ? "\n" : "\nreturn {" + exports + "};\n");
    }

    /** Returns {@code a: b} for each import {@code a as b}. */
    private static String renamed(String names) {
        return names.replaceAll("\\s+as\\s+", ": ");
    }

    /** Returns {@code b: a} for each export {@code a as b}. */
    private static String exported(String names) {
        return names.replaceAll("([\\w$]+)\\s+as\\s+([\\w$]+)", "$2: $1");
    }

    /** Returns the name of the module that another one imports by a relative path. */
    private static String resolved(String name, String path) {
        return URI.create(name).resolve(path).toString();
    }

    /** Returns the variable that holds the exports of a module. No source declares a name that begins with this prefix. */
    private static String variable(String name) {
        return "module$" + name.replace('/', '$').replaceAll("[^\\w$]", "_");
    }
}
