package io.github.smtpfake.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What Maven Central demands of each POM, and that unpublished projects stay so. */
class PublishedPomsTest {
    private static final Path ROOT = Path.of("..");

    /** A module may inherit these; Maven adds the name of a module to inherited addresses, unless the parent says otherwise. */
    private static final List<String> COMMON = List.of(
            "url",
            "inceptionYear",
            "licenses",
            "developers",
            "scm/connection",
            "scm/developerConnection",
            "scm/url",
            "issueManagement/system",
            "issueManagement/url");

    static List<Path> poms() throws Exception {
        List<Path> poms = new ArrayList<>(List.of(ROOT.resolve("pom.xml")));
        for (Element module : PublishedModule.children(
                PublishedModule.child(PublishedModule.project(ROOT.resolve("pom.xml")), "modules"), "module")) {
            poms.add(ROOT.resolve(Path.of(module.getTextContent(), "pom.xml")));
        }
        return poms;
    }

    @ParameterizedTest
    @MethodSource("poms")
    void hasANameAndADescription(Path pom) throws Exception {
        Element project = PublishedModule.project(pom);

        assertThat(PublishedModule.text(project, "name")).startsWith("smtp-fake");
        assertThat(PublishedModule.text(project, "description")).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("poms")
    void saysWhereTheProjectIs(Path pom) throws Exception {
        Element project = PublishedModule.project(pom);
        Element parent = PublishedModule.project(ROOT.resolve("pom.xml"));
        boolean inherits = !PublishedModule.children(project, "parent").isEmpty();

        for (String element : COMMON) {
            String common = value(parent, element);
            assertThat(common).as(element).isNotEmpty();
            // A module that repeated an element would have to be changed with the parent.
            assertThat(value(project, element)).as(element).isEqualTo(inherits ? "" : common);
        }
    }

    @Test
    void modulesInheritTheAddressesUnchanged() throws Exception {
        Element parent = PublishedModule.project(ROOT.resolve("pom.xml"));

        assertThat(parent.getAttribute("child.project.url.inherit.append.path")).isEqualTo("false");
        Element scm = PublishedModule.child(parent, "scm");
        for (String address : List.of("connection", "developerConnection", "url")) {
            assertThat(scm.getAttribute("child.scm." + address + ".inherit.append.path"))
                    .as(address)
                    .isEqualTo("false");
        }
    }

    @ParameterizedTest
    @MethodSource("poms")
    void dependsOnReleasesOnly(Path pom) throws Exception {
        String ours = PublishedModule.text(PublishedModule.project(ROOT.resolve("pom.xml")), "version");

        assertThat(Files.readString(pom).replace("<version>" + ours + "</version>", ""))
                .doesNotContain("-SNAPSHOT", "<repository>", "<pluginRepository>", "<systemPath>");
    }

    @Test
    void examplesAndBenchmarksAreNotPublished() throws Exception {
        for (String directory : List.of("examples", "benchmarks")) {
            Element properties = PublishedModule.child(
                    PublishedModule.project(ROOT.resolve(Path.of(directory, "pom.xml"))), "properties");
            for (String goal : List.of("install", "deploy")) {
                assertThat(PublishedModule.text(properties, "maven." + goal + ".skip"))
                        .as("%s of %s", goal, directory)
                        .isEqualTo("true");
            }
        }
    }

    /** The BOM has no parent to inherit them from. */
    @Test
    void bomUsesThePluginsOfTheParent() throws Exception {
        Element properties = PublishedModule.child(PublishedModule.project(ROOT.resolve("pom.xml")), "properties");
        NodeList plugins = PublishedModule.project(ROOT.resolve(Path.of("smtp-fake-bom", "pom.xml")))
                .getElementsByTagName("plugin");

        assertThat(plugins.getLength()).isPositive();
        for (int i = 0; i < plugins.getLength(); i++) {
            Element plugin = (Element) plugins.item(i);
            String name = PublishedModule.text(plugin, "artifactId");
            assertThat(PublishedModule.text(plugin, "version"))
                    .as(name)
                    .isEqualTo(PublishedModule.text(properties, name + ".version"));
        }
    }

    private static String value(Element project, String path) {
        Element element = project;
        for (String name : path.split("/")) {
            element = PublishedModule.child(element, name);
        }
        return withoutIndentation(element);
    }

    private static String withoutIndentation(Node element) {
        return element.getTextContent().replaceAll("\\s+", " ").strip();
    }
}
