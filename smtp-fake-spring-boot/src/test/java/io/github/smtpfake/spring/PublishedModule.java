package io.github.smtpfake.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A module as users get it.
 *
 * @param directory the directory of its sources
 */
record PublishedModule(Path directory) {
    private static final String REDUCED = ".dependency-reduced-pom.xml";
    private static final Pattern LISTED = Pattern.compile("^ +([\\w.-]+:[\\w.-]+):jar:", Pattern.MULTILINE);

    /** Returns the modules that the POM of a directory names and that have a jar. */
    static List<PublishedModule> below(Path root) throws Exception {
        List<PublishedModule> modules = new ArrayList<>();
        for (Element module : children(child(project(root.resolve("pom.xml")), "modules"), "module")) {
            Path directory = root.resolve(module.getTextContent());
            if (Files.isDirectory(directory.resolve("src"))) {
                modules.add(new PublishedModule(directory));
            }
        }
        return modules;
    }

    String name() {
        return directory.getFileName().toString();
    }

    /** Returns the dependencies in the published POM that a project which uses the module gets, too. */
    Set<String> direct() throws Exception {
        Path reduced = directory.resolve(REDUCED);
        return dependencies(Files.exists(reduced) ? reduced : directory.resolve("pom.xml"));
    }

    /** Returns the dependencies that the jar contains under another name. */
    Set<String> relocated() throws Exception {
        Set<String> relocated = dependencies(directory.resolve("pom.xml"));
        relocated.removeAll(direct());
        return relocated;
    }

    /**
     * Returns all that a project which uses the module gets. Maven has resolved it while the modules were built, when it still lists
     * what their jars contain under another name.
     */
    Set<String> all() throws Exception {
        Set<String> all = new TreeSet<>();
        Matcher listed = LISTED.matcher(Files.readString(directory.resolve(Path.of("target", "dependencies.txt"))));
        while (listed.find()) {
            all.add(listed.group(1));
        }
        Set<String> relocated = new TreeSet<>();
        for (PublishedModule module : below(directory.resolve(".."))) {
            if (module.name().equals(name()) || all.contains("io.github.smtpfake:" + module.name())) {
                relocated.addAll(module.relocated());
            }
        }
        all.removeAll(relocated);
        return all;
    }

    private static Set<String> dependencies(Path pom) throws Exception {
        Set<String> all = new TreeSet<>();
        for (Element each : children(child(project(pom), "dependencies"), "dependency")) {
            String scope = text(each, "scope");
            boolean isPassedOn = scope.isEmpty() || scope.equals("compile") || scope.equals("runtime");
            if (isPassedOn && !text(each, "optional").equals("true")) {
                all.add(text(each, "groupId") + ":" + text(each, "artifactId"));
            }
        }
        return all;
    }

    static Element project(Path pom) throws Exception {
        try (var in = Files.newInputStream(pom)) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
        } catch (IOException e) {
            throw new AssertionError("Package the modules first: " + pom, e);
        }
    }

    /** Returns the first child with this name; an empty element if there is none. */
    static Element child(Element parent, String name) {
        List<Element> all = children(parent, name);
        return all.isEmpty() ? parent.getOwnerDocument().createElement(name) : all.get(0);
    }

    static List<Element> children(Element parent, String name) {
        List<Element> all = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                all.add(element);
            }
        }
        return all;
    }

    static String text(Element parent, String name) {
        return child(parent, name).getTextContent().strip();
    }
}
