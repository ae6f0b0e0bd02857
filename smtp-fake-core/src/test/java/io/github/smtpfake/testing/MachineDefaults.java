package io.github.smtpfake.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.Set;
import java.util.TimeZone;

/** Checks that nothing depends on the locale, the charset or the time zone of the machine, unless a caller asks for it. */
public final class MachineDefaults {
    private static final Set<String> NEUTRAL_PARAMETERS =
            Set.of(Locale.class.getName(), Charset.class.getName(), ZoneId.class.getName());

    /** Methods and constructors that use a default if they are called with none of these types. */
    private static final Set<String> USING_DEFAULTS = Set.of(
            "java.lang.String.format",
            "java.lang.String.formatted",
            "java.lang.String.toLowerCase",
            "java.lang.String.toUpperCase",
            "java.io.ByteArrayOutputStream.toString",
            "java.io.PrintStream.format",
            "java.io.PrintStream.printf",
            "java.io.PrintWriter.format",
            "java.io.PrintWriter.printf",
            "java.io.FileReader.<init>",
            "java.io.FileWriter.<init>",
            "java.io.InputStreamReader.<init>",
            "java.io.OutputStreamWriter.<init>",
            "java.lang.Process.errorReader",
            "java.lang.Process.inputReader",
            "java.lang.Process.outputWriter",
            "java.text.DecimalFormat.<init>",
            "java.text.MessageFormat.<init>",
            "java.text.NumberFormat.getInstance",
            "java.text.NumberFormat.getIntegerInstance",
            "java.text.NumberFormat.getNumberInstance",
            "java.text.NumberFormat.getPercentInstance",
            "java.text.SimpleDateFormat.<init>",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.OffsetDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.format.DateTimeFormatter.ofPattern",
            "java.util.Formatter.<init>");

    private static final Set<String> CHARSETS = Set.of(Charset.class.getName(), String.class.getName());

    private MachineDefaults() {}

    /** Verifies that no class calls a method or constructor that uses a default of the machine. */
    public static void checkUnused(JavaClasses classes) {
        noClasses().should(useADefault()).check(classes);
    }

    /** Verifies the same for all classes except those that need a default, such as the time zone of the machine. */
    public static void checkUnused(JavaClasses classes, DescribedPredicate<JavaClass> allowed) {
        noClasses().that(DescribedPredicate.not(allowed)).should(useADefault()).check(classes);
    }

    private static ArchCondition<JavaClass> useADefault() {
        return new ArchCondition<>("use the locale, the charset or the time zone of the machine") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaCodeUnitAccess<?> access : type.getCodeUnitAccessesFromSelf()) {
                    if (usesADefault(access.getTarget())) {
                        events.add(SimpleConditionEvent.satisfied(type, access.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean usesADefault(CodeUnitAccessTarget target) {
        String name = target.getOwner().getName() + "." + target.getName();
        List<String> parameters =
                target.getRawParameterTypes().stream().map(JavaClass::getName).toList();
        if (target.getOwner().isEquivalentTo(String.class) && target.getName().equals("<init>")) {
            return parameters.contains(byte[].class.getName())
                    && parameters.stream().noneMatch(CHARSETS::contains);
        }
        if (target.getOwner().isEquivalentTo(String.class) && target.getName().equals("getBytes")) {
            return parameters.isEmpty();
        }
        if (target.getOwner().isEquivalentTo(Scanner.class) && target.getName().equals("<init>")) {
            return parameters.equals(List.of(InputStream.class.getName()))
                    || parameters.equals(List.of(File.class.getName()));
        }
        return isADefault(target)
                || USING_DEFAULTS.contains(name) && parameters.stream().noneMatch(NEUTRAL_PARAMETERS::contains);
    }

    private static boolean isADefault(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        return switch (target.getName()) {
            case "getDefault" -> owner.isEquivalentTo(Locale.class) || owner.isEquivalentTo(TimeZone.class);
            case "systemDefault" -> owner.isEquivalentTo(ZoneId.class);
            case "defaultCharset" -> owner.isEquivalentTo(Charset.class);
            // The method of the class, not that of an instance, which has a locale.
            case "format" ->
                owner.isEquivalentTo(MessageFormat.class)
                        && target.getRawParameterTypes().size() == 2
                        && target.getRawParameterTypes().get(0).isEquivalentTo(String.class);
            default -> false;
        };
    }
}
