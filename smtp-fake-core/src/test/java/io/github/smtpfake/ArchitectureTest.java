package io.github.smtpfake;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
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
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The floors and rules of docs/architecture.md. */
class ArchitectureTest {
    private static final String ROOT = "io.github.smtpfake";
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void holdsItsFloors() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("server of floor 4")
                .definedBy(ROOT)
                .layer("internal.server")
                .definedBy(ROOT + ".internal.server..")
                .layer("internal.tls")
                .definedBy(ROOT + ".internal.tls..")
                .layer("internal.protocol")
                .definedBy(ROOT + ".internal.protocol..")
                .layer("inbox")
                .definedBy(ROOT + ".inbox..")
                .layer("rules")
                .definedBy(ROOT + ".rules..")
                .layer("message")
                .definedBy(ROOT + ".message..")
                .layer("config")
                .definedBy(ROOT + ".config..")
                .layer("internal.mime")
                .definedBy(ROOT + ".internal.mime..")
                .layer("internal.text")
                .definedBy(ROOT + ".internal.text..")
                .whereLayer("server of floor 4")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("internal.server")
                .mayOnlyBeAccessedByLayers("server of floor 4")
                .whereLayer("internal.protocol")
                .mayOnlyBeAccessedByLayers("server of floor 4", "internal.server")
                .whereLayer("internal.tls")
                .mayOnlyBeAccessedByLayers("server of floor 4", "internal.server")
                .whereLayer("inbox")
                .mayOnlyBeAccessedByLayers("server of floor 4", "internal.server", "internal.protocol")
                .whereLayer("rules")
                .mayOnlyAccessLayers("message", "config", "internal.text")
                .whereLayer("message")
                .mayOnlyAccessLayers("config", "internal.mime", "internal.text")
                .whereLayer("config")
                .mayOnlyAccessLayers("internal.text")
                .whereLayer("internal.mime")
                .mayOnlyAccessLayers("internal.text")
                .whereLayer("internal.text")
                .mayNotAccessAnyLayer()
                .check(CORE);
    }

    @Test
    void hasAFloorForEachPackage() {
        assertThat(CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .allMatch(name -> Stream.of(
                                "",
                                ".internal.server",
                                ".internal.tls",
                                ".internal.protocol",
                                ".inbox",
                                ".rules",
                                ".message",
                                ".config",
                                ".internal.mime",
                                ".internal.text")
                        .map(ROOT::concat)
                        .anyMatch(floor -> name.equals(floor) || !floor.equals(ROOT) && name.startsWith(floor + ".")));
    }

    @Test
    void knowsSocketsOnlyInTheServer() {
        noClasses()
                .that(resideInAnyPackage(
                        ROOT + ".internal.protocol..",
                        ROOT + ".inbox..",
                        ROOT + ".rules..",
                        ROOT + ".message..",
                        ROOT + ".config..",
                        ROOT + ".internal.mime..",
                        ROOT + ".internal.text.."))
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
                        return SliceIdentifier.of(javaClass.getPackageName());
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
    void isNullMarkedEverywhere() {
        Set<JavaPackage> packages = CORE.stream().map(JavaClass::getPackage).collect(Collectors.toSet());

        assertThat(packages)
                .hasSizeGreaterThan(6)
                .allMatch(of -> of.tryGetAnnotationOfType(NullMarked.class).isPresent());
    }
}
