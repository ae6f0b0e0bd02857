package io.github.smtpfake.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/**
 * What a project gets with each module. This is the last module, so that all others are packaged: packaging some of them changes
 * their published dependencies.
 */
class PublishedDependenciesIT {
    private static final Path ROOT = Path.of("..");
    private static final String OURS = "io.github.smtpfake:";

    private static final String CORE = OURS + "smtp-fake-core";
    private static final String JUNIT = OURS + "smtp-fake-junit5";
    private static final String JDBC = OURS + "smtp-fake-jdbc";
    private static final String CLIENT = OURS + "smtp-fake-client";
    private static final String TESTCONTAINERS = OURS + "smtp-fake-testcontainers";
    private static final String SQLITE = "org.xerial:sqlite-jdbc";
    private static final String JACKSON = "com.fasterxml.jackson.core:jackson-databind";
    private static final String JACKSON_CORE = "com.fasterxml.jackson.core:jackson-core";
    private static final String JACKSON_ANNOTATIONS = "com.fasterxml.jackson.core:jackson-annotations";
    private static final String BCRYPT = "at.favre.lib:bcrypt";
    private static final String BYTES = "at.favre.lib:bytes";
    private static final String HTM = "org.mvnpm:htm";

    private static final Pattern UNWANTED = Pattern.compile(
            "[./-]mail|junit|assertj|org\\.testcontainers|springframework|tomcat|servlet|jspecify|slf4j");

    /** With the module for containers, which is optional for Spring Boot: Maven lists it, too. */
    private static final Map<String, Set<String>> ALL = Map.of(
            "smtp-fake-core", Set.of(),
            "smtp-fake-junit5", Set.of(CORE),
            "smtp-fake-jdbc", Set.of(CORE, SQLITE),
            "smtp-fake-rest",
                    Set.of(CORE, JDBC, SQLITE, JACKSON, JACKSON_CORE, JACKSON_ANNOTATIONS, BCRYPT, BYTES, HTM),
            "smtp-fake-client", Set.of(CORE, JACKSON, JACKSON_CORE, JACKSON_ANNOTATIONS),
            "smtp-fake-testcontainers", Set.of(CORE, CLIENT, JACKSON, JACKSON_CORE, JACKSON_ANNOTATIONS),
            "smtp-fake-spring-boot",
                    Set.of(CORE, JUNIT, TESTCONTAINERS, CLIENT, JACKSON, JACKSON_CORE, JACKSON_ANNOTATIONS));

    static List<PublishedModule> modules() throws Exception {
        return PublishedModule.below(ROOT);
    }

    @ParameterizedTest
    @MethodSource("modules")
    void bringsOnlyWhatItNeeds(PublishedModule module) throws Exception {
        assertThat(ALL).containsKey(module.name());
        Set<String> all = module.all();
        assertThat(all).as(module.name()).containsExactlyInAnyOrderElementsOf(ALL.get(module.name()));
        assertThat(all).as(module.name()).containsAll(module.direct());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void bringsNeitherMailNorTestLibraries(PublishedModule module) throws Exception {
        assertThat(module.all())
                .as(module.name())
                .noneMatch(
                        each -> !each.startsWith(OURS) && UNWANTED.matcher(each).find());
    }

    @Test
    void bomHasAllModulesInTheSameVersion() throws Exception {
        Element bom = PublishedModule.project(ROOT.resolve(Path.of("smtp-fake-bom", "pom.xml")));
        String version = System.getProperty("smtpfake.version");
        assertThat(PublishedModule.text(bom, "version")).isEqualTo(version);
        // A project that imports the BOM would also get the versions that a parent manages.
        assertThat(PublishedModule.children(bom, "parent")).isEmpty();

        List<Element> managed = PublishedModule.children(
                PublishedModule.child(PublishedModule.child(bom, "dependencyManagement"), "dependencies"),
                "dependency");
        assertThat(managed).allSatisfy(each -> {
            assertThat(PublishedModule.text(each, "groupId") + ":").isEqualTo(OURS);
            assertThat(PublishedModule.text(each, "version")).isEqualTo(version);
        });
        assertThat(managed.stream()
                        .map(each -> PublishedModule.text(each, "artifactId"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(
                        modules().stream().map(PublishedModule::name).collect(Collectors.toList()));
    }
}
