package io.github.smtpfake.jdbc;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.internal.text.LowerCase;
import io.github.smtpfake.internal.text.Wildcard;
import io.github.smtpfake.testing.ClassCycles;
import io.github.smtpfake.testing.MachineDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final int MOST_LINES = 400;
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.smtpfake.jdbc");

    @Test
    void usesOnlyTheDoorsOfCoreAmongItsInternals() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.smtpfake.internal..")
                        .and(not(resideInAnyPackage(
                                "io.github.smtpfake.internal.query",
                                "io.github.smtpfake.internal.delivery",
                                "io.github.smtpfake.internal.memory")))
                        .and(not(type(RawMessage.class)))
                        .and(not(type(Deadline.class)))
                        .and(not(type(LowerCase.class)))
                        .and(not(type(Wildcard.class))))
                .check(CLASSES);
    }

    @Test
    void usesNoOtherModuleAndOnlyTheDriver() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.github.smtpfake..", "java..", "org.sqlite..", "org.jspecify.annotations.."))
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.github.smtpfake.rest..", "io.github.smtpfake.junit5..", "io.github.smtpfake.assertj.."))
                .check(CLASSES);
    }

    @Test
    void opensConnectionsInOneClassOnly() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Database")
                .should()
                .dependOnClassesThat(resideInAPackage("org.sqlite.."))
                .check(CLASSES);
    }

    @Test
    void hasNoCycleOfMoreThanThreeClasses() {
        ClassCycles.check(CLASSES, 3);
    }

    @Test
    void usesNoDefaultOfTheMachine() {
        MachineDefaults.checkUnused(CLASSES);
    }

    @Test
    void hasNoLongFile() throws IOException {
        try (var files = Files.list(Path.of("src/main/java/io/github/smtpfake/jdbc"))) {
            for (Path file : files.toList()) {
                List<String> lines = Files.readAllLines(file);
                Assertions.assertThat(lines.size()).as("%s", file).isLessThanOrEqualTo(MOST_LINES);
            }
        }
    }
}
