package io.github.smtpfake.testcontainers;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.smtpfake.testcontainers.internal.FailedTests;
import io.github.smtpfake.testcontainers.internal.FailuresBeforeReports;
import io.github.smtpfake.testing.ClassCycles;
import io.github.smtpfake.testing.MachineDefaults;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.smtpfake.testcontainers");

    @Test
    void usesOnlyWhatUsersSeeOfOtherModules() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.github.smtpfake.internal..",
                        "io.github.smtpfake.client.internal..",
                        "io.github.smtpfake.rest..",
                        "io.github.smtpfake.junit5..",
                        "io.github.smtpfake.assertj.."))
                .check(CLASSES);
    }

    /** Libraries that Testcontainers contains differ between its releases, and JUnit 4 belongs only to some. */
    @Test
    void usesOnlyWhatAllReleasesOfTestcontainersHave() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.github.smtpfake..",
                        "java..",
                        "com.github.dockerjava.api..",
                        "org.jspecify.annotations..",
                        "org.junit.platform..",
                        "org.junit.jupiter.api.extension..",
                        "org.opentest4j..",
                        "org.slf4j",
                        "org.testcontainers.containers..",
                        "org.testcontainers.images..",
                        "org.testcontainers.lifecycle",
                        "org.testcontainers.utility"))
                .check(CLASSES);
    }

    /** A project may use another test framework. */
    @Test
    void usesJUnitOnlyInTheClassesThatJUnitLoads() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(FailedTests.class.getName())
                .and()
                .doNotHaveFullyQualifiedName(FailuresBeforeReports.class.getName())
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.junit..", "org.opentest4j.."))
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
}
