package io.github.smtpfake.client;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.smtpfake.internal.MailProperties;
import io.github.smtpfake.internal.RuleMembers;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.text.Deadline;
import io.github.smtpfake.internal.text.Lazy;
import io.github.smtpfake.internal.text.UrlText;
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
            .importPackages("io.github.smtpfake.client");

    @Test
    void usesOnlyTheDoorsOfCoreAmongItsInternals() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.smtpfake.internal..")
                        .and(not(resideInAnyPackage(
                                "io.github.smtpfake.internal.query", "io.github.smtpfake.internal.delivery")))
                        .and(not(type(RawMessage.class)))
                        .and(not(type(DeletedMessageException.class)))
                        .and(not(type(Deadline.class)))
                        .and(not(type(Lazy.class)))
                        .and(not(type(UrlText.class)))
                        .and(not(type(ServerAccess.class)))
                        .and(not(type(ServerAccess.InboxOwner.class)))
                        .and(not(type(ServerAccess.RemoteMail.class)))
                        .and(not(type(TestServer.class)))
                        .and(not(type(MailProperties.class)))
                        .and(not(type(RuleMembers.class))))
                .check(CLASSES);
    }

    @Test
    void usesOnlyCoreAndJacksonExceptForTheProvider() {
        classes()
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.github.smtpfake..",
                        "java..",
                        "javax.net.ssl..",
                        "com.fasterxml.jackson..",
                        "org.jspecify.annotations.."))
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveSimpleName("ClientProvider")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.github.smtpfake.rest..", "io.github.smtpfake.junit5..", "io.github.smtpfake.assertj.."))
                .check(CLASSES);
    }

    @Test
    void sendsRequestsInOneClassOnly() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.Transport(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAPackage("java.net.http.."))
                .check(CLASSES);
    }

    @Test
    void theInternalPackageDoesNotUseTheClient() {
        noClasses()
                .that()
                .resideInAPackage("io.github.smtpfake.client.internal")
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.smtpfake.client"))
                .check(CLASSES);
    }

    @Test
    void hasNoCycleOfMoreThanThreeClasses() {
        ClassCycles.check(CLASSES, 3);
    }

    @Test
    void hasNoLongFile() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<String> lines = Files.readAllLines(file);
                Assertions.assertThat(lines.size()).as("%s", file).isLessThanOrEqualTo(MOST_LINES);
            }
        }
    }

    @Test
    void usesNoDefaultOfTheMachine() {
        MachineDefaults.checkUnused(CLASSES);
    }
}
