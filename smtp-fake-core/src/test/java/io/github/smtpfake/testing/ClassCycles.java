package io.github.smtpfake.testing;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Finds the cycles of classes within each package: groups of top-level classes in which every class depends on every other,
 * directly or through classes of the same package. A nested class counts as its top-level class. Dependencies within a
 * family do not count, because its members refer to each other by design; each sealed type and its subtypes are a family.
 */
public final class ClassCycles {
    private final Map<String, Set<String>> dependencies;
    private final Map<String, Integer> order = new HashMap<>();
    private final Map<String, Integer> lowLink = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final List<Set<String>> cycles = new ArrayList<>();

    private ClassCycles(Map<String, Set<String>> dependencies) {
        this.dependencies = dependencies;
        for (String name : dependencies.keySet()) {
            if (!order.containsKey(name)) {
                visit(name);
            }
        }
    }

    /**
     * Verifies that no cycle within a package has more classes than allowed.
     *
     * @param family matches the classes of a family besides those of sealed types
     * @throws AssertionError if there is such a cycle; its message lists the classes of each
     */
    public static void check(JavaClasses classes, int mostClasses, Predicate<JavaClass> family) {
        List<Set<String>> tooLong = new ArrayList<>();
        for (Set<String> cycle : find(classes, family)) {
            if (cycle.size() > mostClasses) {
                tooLong.add(cycle);
            }
        }
        if (!tooLong.isEmpty()) {
            StringBuilder message = new StringBuilder(
                    "Expected no cycle of more than " + mostClasses + " classes within a package, but found:");
            for (Set<String> cycle : tooLong) {
                message.append("\n  ").append(cycle.size()).append(" classes:");
                cycle.forEach(name -> message.append("\n    ").append(name));
            }
            throw new AssertionError(message.toString());
        }
    }

    /** Verifies the same as {@link #check(JavaClasses, int, Predicate)}, with no family besides those of sealed types. */
    public static void check(JavaClasses classes, int mostClasses) {
        check(classes, mostClasses, type -> false);
    }

    /** Returns the names of the classes of each cycle. */
    static List<Set<String>> find(Iterable<JavaClass> classes, Predicate<JavaClass> family) {
        return new ClassCycles(dependencies(classes, family)).cycles;
    }

    private static Map<String, Set<String>> dependencies(Iterable<JavaClass> classes, Predicate<JavaClass> family) {
        Map<String, Set<String>> dependencies = new TreeMap<>();
        for (JavaClass each : classes) {
            Set<String> targets = dependencies.computeIfAbsent(topLevel(each).getName(), name -> new TreeSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                boolean isOneFamily = isOneSealedFamily(each, target) || family.test(each) && family.test(target);
                if (target.getPackageName().equals(each.getPackageName()) && !isOneFamily) {
                    targets.add(topLevel(target).getName());
                }
            }
        }
        return dependencies;
    }

    private static JavaClass topLevel(JavaClass type) {
        JavaClass result = type;
        while (result.getEnclosingClass().isPresent()) {
            result = result.getEnclosingClass().get();
        }
        return result;
    }

    private static boolean isOneSealedFamily(JavaClass first, JavaClass second) {
        Set<Class<?>> families = sealedTypesOf(first.reflect());
        families.retainAll(sealedTypesOf(second.reflect()));
        return !families.isEmpty();
    }

    private static Set<Class<?>> sealedTypesOf(Class<?> type) {
        Set<Class<?>> sealed = new LinkedHashSet<>();
        collectSealed(type, sealed);
        return sealed;
    }

    private static void collectSealed(Class<?> type, Set<Class<?>> sealed) {
        if (type.isSealed()) {
            sealed.add(type);
        }
        for (Class<?> each : type.getInterfaces()) {
            collectSealed(each, sealed);
        }
        if (type.getSuperclass() != null) {
            collectSealed(type.getSuperclass(), sealed);
        }
    }

    /** Tarjan's algorithm for strongly connected components. */
    private void visit(String name) {
        order.put(name, order.size());
        lowLink.put(name, order.get(name));
        path.push(name);
        for (String target : dependencies.get(name)) {
            if (!dependencies.containsKey(target)) {
                continue;
            }
            if (!order.containsKey(target)) {
                visit(target);
                lowLink.merge(name, lowLink.get(target), Math::min);
            } else if (path.contains(target)) {
                lowLink.merge(name, order.get(target), Math::min);
            }
        }
        if (lowLink.get(name).equals(order.get(name))) {
            Set<String> component = new TreeSet<>();
            String member;
            do {
                member = path.pop();
                component.add(member);
            } while (!member.equals(name));
            if (component.size() > 1) {
                cycles.add(component);
            }
        }
    }
}
