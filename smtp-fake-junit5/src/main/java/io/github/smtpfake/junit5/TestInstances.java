package io.github.smtpfake.junit5;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Determines whether instances of test classes, and their constructors, belong to a class or to a single test. */
final class TestInstances {

    private TestInstances() {}

    /** Returns whether the tests of the class share one instance. */
    static boolean arePerClass(ExtensionContext context) {
        return context.getTestInstanceLifecycle().equals(Optional.of(Lifecycle.PER_CLASS));
    }

    /** Returns whether the tests of this class, which is that of the context or encloses it, share one instance. */
    static boolean arePerClass(ExtensionContext context, Class<?> type) {
        for (ExtensionContext each = context;
                each.getTestClass().isPresent();
                each = each.getParent().orElseThrow()) {
            if (each.getRequiredTestClass() == type) {
                return arePerClass(each);
            }
        }
        return false;
    }

    static boolean isConstructorOfTest(Executable executable, ExtensionContext context) {
        return executable instanceof Constructor && context.getTestMethod().isEmpty() && !arePerClass(context);
    }

    /**
     * Returns whether a constructor ran for the context before the context began. JUnit runs the constructor for a test, and
     * for an inner class with one instance, in the context of the class.
     */
    static boolean areConstructedBefore(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return !arePerClass(context);
        }
        ExtensionContext parent = context.getParent().orElseThrow();
        return arePerClass(context) && parent.getTestClass().isPresent() && !arePerClass(parent);
    }
}
