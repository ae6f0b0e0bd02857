package io.github.smtpfake.rest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.smtpfake.internal.HttpService;
import io.github.smtpfake.internal.RuleMembers;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.internal.text.DisplacementWarning;
import io.github.smtpfake.internal.text.Durations;
import io.github.smtpfake.internal.text.FatalFailure;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.internal.text.RareEvent;
import io.github.smtpfake.internal.text.SmallFile;
import io.github.smtpfake.internal.text.SurvivingLoop;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.testing.JsonTypes;
import io.github.smtpfake.testing.ClassCycles;
import io.github.smtpfake.testing.MachineDefaults;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String REST = "io.github.smtpfake.rest..";
    private static final DescribedPredicate<JavaClass> MAIL = resideInAPackage("io.github.smtpfake..")
            .and(not(resideInAnyPackage(
                    "io.github.smtpfake.internal.memory",
                    "io.github.smtpfake.internal.text",
                    "io.github.smtpfake.rest.internal.http..",
                    "io.github.smtpfake.rest.internal.json..",
                    "io.github.smtpfake.rest.internal.text..")))
            .as("classes that know about mail");
    private static final Set<String> ANSWERS = Set.of("json", "created");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.smtpfake.rest");

    @Test
    void usesOnlyTheDoorsOfCoreAmongItsInternals() {
        check(noClasses()
                .that()
                .resideInAPackage(REST)
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.smtpfake.internal..")
                        .and(not(resideInAnyPackage(
                                "io.github.smtpfake.internal.query", "io.github.smtpfake.internal.delivery")))
                        .and(not(type(ServerAccess.class)))
                        .and(not(type(RuleMembers.class)))
                        .and(not(type(HttpService.class)))
                        .and(not(type(HttpService.Running.class)))
                        .and(not(type(Durations.class)))
                        .and(not(type(FatalFailure.class)))
                        .and(not(type(FatalFailure.Streak.class)))
                        .and(not(type(RareEvent.class)))
                        .and(not(type(DisplacementWarning.class)))
                        .and(not(type(LoopbackAddress.class)))
                        .and(not(type(SurvivingLoop.class)))
                        .and(not(type(SmallFile.class)))
                        .and(not(resideInAPackage("io.github.smtpfake.internal.hints")))
                        .and(not(resideInAPackage("io.github.smtpfake.internal.memory")))
                        .and(not(resideInAPackage("io.github.smtpfake.internal.query")))
                        .and(not(resideInAPackage("io.github.smtpfake.internal.delivery")))
                        .and(not(type(RawMessage.class)))
                        .and(not(type(DeletedMessageException.class)))));
    }

    @Test
    void keepsHttpAndJsonFreeOfMail() {
        check(noClasses()
                .that()
                .resideInAPackage("..rest.internal.http..")
                .should()
                .dependOnClassesThat(MAIL));
        check(noClasses()
                .that()
                .resideInAPackage("..rest.internal.json..")
                .should()
                .dependOnClassesThat(MAIL));
        check(noClasses()
                .that()
                .resideInAnyPackage("..rest.internal.text..", "..rest.internal.json..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.github.smtpfake.rest",
                        "io.github.smtpfake.rest.internal",
                        "io.github.smtpfake.rest.internal.http..",
                        "io.github.smtpfake.rest.internal.api.."));
    }

    @Test
    void usesTheDatabaseInOneClassOnly() {
        check(noClasses()
                .that()
                .haveNameNotMatching("io\\.github\\.smtpfake\\.rest\\.internal\\.PersistentStore")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.github.smtpfake.jdbc..", "org.sqlite..", "java.sql.."));
    }

    /** The annotations of Jackson would have no effect. */
    @Test
    void usesJacksonOnlyToReadJson() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("..rest.internal.json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.."));
        check(noClasses().should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.annotation.."));
    }

    @Test
    void putsIntoAnswersOnlyValuesThatCanBeWrittenAsJson() {
        JsonTypes types = new JsonTypes();
        CLASSES.stream()
                .filter(each -> each.isRecord() && isAnswer(each))
                .forEach(each -> types.examine(each.reflect()));

        assertThat(types.unwritable()).isEmpty();
        assertThat(types.examined()).hasSizeGreaterThan(30);
    }

    /** Returns whether a record has the name of an answer, or belongs to a class that answers. */
    private static boolean isAnswer(JavaClass type) {
        return type.getSimpleName().endsWith("Json")
                || type.getEnclosingClass()
                        .filter(resideInAnyPackage("..rest.internal.api..", "..rest.internal.mailpit.."))
                        .filter(ArchitectureTest::answers)
                        .isPresent();
    }

    private static boolean answers(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Json.class)
                        || call.getTargetOwner().isEquivalentTo(Response.class) && ANSWERS.contains(call.getName()));
    }

    @Test
    void usesTheServerOfTheJdkOnlyInHttp() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("..rest.internal.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.."));
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        check(slices().matching("io.github.smtpfake.(**)").should().beFreeOfCycles());
    }

    @Test
    void hasNoCycleOfMoreThanThreeClassesInAPackage() {
        ClassCycles.check(CLASSES, 3);
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    @Test
    void usesNoDefaultOfTheMachine() {
        // Days in a search of the dialect are those of the machine, unless the client names a time zone.
        MachineDefaults.checkUnused(CLASSES, simpleName("MessageFinder"));
    }
}
