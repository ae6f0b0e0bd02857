package io.github.smtpfake;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.smtpfake.internal.HttpService;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.internal.text.UrlText;
import io.github.smtpfake.testing.ClassCycles;
import io.github.smtpfake.testing.MachineDefaults;
import org.assertj.core.api.AbstractAssert;
import org.junit.jupiter.api.Test;

class JUnit5ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.smtpfake.junit5", "io.github.smtpfake.assertj");

    @Test
    void extensionDoesNotDependOnAssertJ() {
        noClasses()
                .that()
                .resideInAPackage("io.github.smtpfake.junit5..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.smtpfake.assertj..", "org.assertj..")
                .check(CLASSES);
    }

    @Test
    void assertionsDoNotDependOnJUnit() {
        noClasses()
                .that()
                .resideInAPackage("io.github.smtpfake.assertj..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.smtpfake.junit5..", "org.junit..")
                .check(CLASSES);
    }

    @Test
    void moduleUsesOnlyTheDoorsOfCoreAmongItsInternalsBesideTextsAndHints() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.smtpfake.internal..")
                        .and(not(JavaClass.Predicates.belongToAnyOf(
                                ServerAccess.class, HttpService.class, TestServer.class)))
                        .and(not(JavaClass.Predicates.type(Durations.class)))
                        .and(not(JavaClass.Predicates.type(UrlText.class)))
                        .and(not(resideInAPackage("io.github.smtpfake.internal.hints"))))
                .check(CLASSES);
    }

    @Test
    void noPackageHasACycleOfMoreThanThreeClasses() {
        // Asserts lead to the asserts on parts and back.
        ClassCycles.check(CLASSES, 3, type -> type.isAssignableTo(AbstractAssert.class));
    }

    @Test
    void usesNoDefaultOfTheMachine() {
        MachineDefaults.checkUnused(CLASSES);
    }
}
