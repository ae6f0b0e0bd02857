package io.github.smtpfake;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.smtpfake.internal.HttpService;
import io.github.smtpfake.internal.MailProperties;
import io.github.smtpfake.internal.RuleMembers;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.testing.ClassCycles;
import io.github.smtpfake.testing.MachineDefaults;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The floors and rules of docs/architecture.md. */
class ArchitectureTest {
    private static final String ROOT = "io.github.smtpfake";
    /** The packages of each floor, lowest first. */
    private static final List<List<String>> FLOORS = List.of(
            List.of(
                    ".internal.text",
                    ".internal.mime",
                    ".internal.codes",
                    ".internal.css",
                    ".internal.query",
                    ".internal.hints",
                    ".internal.memory",
                    ".calendar"),
            List.of(".config", ".internal.calendar"),
            List.of(".session", ".internal.delivery"),
            List.of(".message"),
            List.of(".rules"),
            List.of(".inbox"),
            List.of(".store"),
            List.of(
                    ".internal.smtp.protocol",
                    ".internal.smtp.rules",
                    ".internal.smtp.wire",
                    ".internal.smtp.sasl",
                    ".internal.smtp.tls",
                    ".internal.smtp.server"),
            List.of("", ".internal"));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void importsNoHigherFloor() {
        classes().should(importNoHigherFloor()).check(CORE);
    }

    private static ArchCondition<JavaClass> importNoHigherFloor() {
        return new ArchCondition<>("import no higher floor") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> isOurs(dependency.getTargetClass()))
                        .filter(dependency -> floor(dependency.getTargetClass()) > floor(type))
                        .forEach(dependency ->
                                events.add(SimpleConditionEvent.violated(type, dependency.getDescription())));
            }
        };
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    private static int floor(JavaClass type) {
        for (int floor = 0; floor < FLOORS.size(); floor++) {
            if (FLOORS.get(floor).contains(type.getPackageName().substring(ROOT.length()))) {
                return floor;
            }
        }
        throw new AssertionError(type.getName() + " is on no floor: add its package to FLOORS");
    }

    @Test
    void hidesTheProtocolFromOtherPackages() {
        noClasses()
                .that(not(resideInAnyPackage(ROOT, ROOT + ".internal.smtp..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".internal.smtp..")
                .check(CORE);
    }

    @Test
    void hasOnlyTheDoorsInTheInternalPackage() {
        classes()
                .that()
                .resideInAPackage(ROOT + ".internal")
                .and(not(belongToAnyOf(
                        ServerAccess.class,
                        HttpService.class,
                        TestServer.class,
                        MailProperties.class,
                        RuleMembers.class)))
                .and(not(simpleName("EmbeddedServer")))
                .should()
                .haveSimpleName("package-info")
                .check(CORE);
    }

    @Test
    void usesSocketsOnlyInTheServer() {
        noClasses()
                .that(not(resideInAnyPackage(ROOT, ROOT + ".internal.smtp.server..", ROOT + ".internal.smtp.tls..")))
                .should()
                .dependOnClassesThat(resideInAPackage("java.nio.channels..")
                        .or(JavaClass.Predicates.type(SSLSocket.class))
                        .or(JavaClass.Predicates.type(Socket.class))
                        .or(JavaClass.Predicates.type(ServerSocket.class)))
                .check(CORE);
    }

    @Test
    void hasNoCyclesBetweenPackages() {
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
                        // The doors to the server belong to its floor: they and the server refer to each other.
                        String name = javaClass.getPackageName();
                        return SliceIdentifier.of(name.equals(ROOT + ".internal") ? ROOT : name);
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles()
                .check(CORE);
    }

    @Test
    void hasNoCycleOfMoreThanThreeClassesInAPackage() {
        ClassCycles.check(CORE, 3);
    }

    @Test
    void showsNoForeignTypeInItsApi() {
        classes()
                .that(not(resideInAPackage(ROOT + ".internal..")))
                .and(isPublic())
                .should(showOnlyOwnTypesAndThoseOfJava())
                .check(CORE);
    }

    private static DescribedPredicate<JavaClass> isPublic() {
        return DescribedPredicate.describe(
                "are public",
                type -> isVisible(type.getModifiers())
                        && type.getEnclosingClass()
                                .map(outer -> isVisible(outer.getModifiers()))
                                .orElse(true));
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static ArchCondition<JavaClass> showOnlyOwnTypesAndThoseOfJava() {
        return new ArchCondition<>("show only types of Java and public ones of their own") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<JavaClass> shown = new HashSet<>(type.getAllRawSuperclasses());
                shown.addAll(type.getAllRawInterfaces());
                type.getTypeParameters().forEach(parameter -> shown.addAll(parameter.getAllInvolvedRawTypes()));
                type.getMembers().stream()
                        .filter(member -> isVisible(member.getModifiers()))
                        .flatMap(ArchitectureTest::types)
                        .forEach(seen -> shown.addAll(seen.getAllInvolvedRawTypes()));
                shown.stream()
                        .map(JavaClass::getBaseComponentType)
                        .filter(seen -> !isAllowed(seen))
                        .forEach(seen -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " shows " + seen.getName())));
            }
        };
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit code = (JavaCodeUnit) member;
        return Stream.concat(
                Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream()),
                code.getExceptionTypes().stream());
    }

    private static boolean isAllowed(JavaClass type) {
        String name = type.getPackageName();
        return type.isPrimitive()
                || name.startsWith("java.")
                || name.startsWith("javax.net.ssl")
                || (name.equals(ROOT) || name.startsWith(ROOT + ".")) && !name.startsWith(ROOT + ".internal");
    }

    @Test
    void usesNoDefaultOfTheMachine() {
        // The log of the JDK uses the time zone, and loads it in advance.
        MachineDefaults.checkUnused(CORE, simpleName("Log"));
    }

    @Test
    void isNullMarkedEverywhere() {
        Set<JavaPackage> packages = CORE.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

        assertThat(packages)
                .hasSizeGreaterThan(6)
                .allMatch(of -> of.tryGetAnnotationOfType(NullMarked.class).isPresent());
    }
}
