package io.github.smtpfake.spring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.testing.ClassCycles;
import io.github.smtpfake.testing.MachineDefaults;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/test/"))
            .importPackages("io.github.smtpfake.spring");

    @Test
    void usesOnlyTheServerAmongTheInternalsOfCore() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.smtpfake.internal..")
                        .and(DescribedPredicate.not(type(TestServer.class))))
                .check(CLASSES);
    }

    /** The packages of these types depend on the version of Spring Boot. */
    @Test
    void usesNoTypeOfTheMailSupportOfSpringBoot() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("org.springframework.boot.autoconfigure.mail..")
                        .or(resideInAPackage("org.springframework.boot.mail..")))
                .check(CLASSES);
    }

    /** A project without the client can still use annotations. */
    @Test
    void usesTheClientOnlyForContainers() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.(SmtpFakeConnectionDetails|SmtpFakeAutoConfiguration|ContainerDetailsFactory"
                        + "|ComposeDetailsFactory)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.smtpfake.client..")
                        .or(resideInAPackage("io.github.smtpfake.testcontainers..")))
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
