package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.internal.DeclaredServers;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows the annotations of a class to other modules. */
final class AnnotatedClass extends DeclaredServers {

    static {
        DeclaredServers.install(new AnnotatedClass());
    }

    private AnnotatedClass() {}

    @Override
    protected List<Declared> declaredBy(Class<?> testClass) {
        Map<String, Declared> byName = new LinkedHashMap<>();
        addTo(byName, testClass);
        return List.copyOf(byName.values());
    }

    private static void addTo(Map<String, Declared> byName, Class<?> testClass) {
        if (testClass.getEnclosingClass() != null && !Modifier.isStatic(testClass.getModifiers())) {
            addTo(byName, testClass.getEnclosingClass());
        }
        for (ServerSettings settings : AnnotatedServers.at(testClass)) {
            if (settings.properties().isEmpty()) {
                byName.put(settings.name(), new DeclaredByAnnotation(settings));
            } else {
                // Shadows one of an enclosing class.
                byName.remove(settings.name());
            }
        }
    }

    private record DeclaredByAnnotation(ServerSettings settings) implements Declared {

        @Override
        public String name() {
            return settings.name();
        }

        @Override
        public Object key() {
            return settings.declaration();
        }

        @Override
        public TestServer start() {
            return settings.source().lease().server();
        }
    }
}
