package io.github.smtpfake.junit5;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Makes the exceptions that tell who uses the extension wrongly, and the fix. */
final class Misuse {

    private Misuse() {}

    static ExtensionConfigurationException of(String where, String faultAndFix) {
        return new ExtensionConfigurationException(where + ": " + faultAndFix);
    }

    static String where(ExtensionContext context) {
        return context.getElement().map(Misuse::where).orElse(context.getDisplayName());
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
