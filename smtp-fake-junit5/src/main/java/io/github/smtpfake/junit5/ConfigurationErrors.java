package io.github.smtpfake.junit5;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Creates the exceptions for invalid use of the extension. Each names the place in the code, the problem and the fix. */
final class ConfigurationErrors {

    private ConfigurationErrors() {}

    static ExtensionConfigurationException at(String where, String problemAndFix) {
        return new ExtensionConfigurationException(where + ": " + problemAndFix);
    }

    static ExtensionConfigurationException duplicateName(String where, String name) {
        return at(
                where,
                (name.isEmpty() ? "two servers have no name" : "two servers are named \"" + name + "\"")
                        + "; give each server a different name, such as @SmtpFake(name = \"relay\")");
    }

    static String where(ExtensionContext context) {
        return context.getElement().isPresent() ? where(context.getElement().get()) : context.getDisplayName();
    }

    static String where(AnnotatedElement element) {
        if (element instanceof Class<?> type) {
            return type.getName();
        }
        if (element instanceof Executable || element instanceof Field) {
            Member member = (Member) element;
            String name = element instanceof Executable && member.getName().contains(".")
                    ? "the constructor"
                    : member.getName();
            return member.getDeclaringClass().getName() + "#" + name;
        }
        return element.toString();
    }
}
