package io.github.smtpfake;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.smtpfake.internal.text.Durations;
import org.junit.jupiter.api.Test;

class JUnit5ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.smtpfake.junit5", "io.github.smtpfake.assertj");

    @Test
    void theExtensionWorksWithoutAssertJ() {
        noClasses()
                .that()
                .resideInAPackage("io.github.smtpfake.junit5..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.smtpfake.assertj..", "org.assertj..")
                .check(CLASSES);
    }

    @Test
    void theAssertionsWorkWithoutJUnit() {
        noClasses()
                .that()
                .resideInAPackage("io.github.smtpfake.assertj..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.smtpfake.junit5..", "org.junit..")
                .check(CLASSES);
    }

    @Test
    void usesNothingInternalOfCoreButTheSharedTools() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("io.github.smtpfake.internal..").and(not(type(Durations.class))))
                .check(CLASSES);
    }
}
