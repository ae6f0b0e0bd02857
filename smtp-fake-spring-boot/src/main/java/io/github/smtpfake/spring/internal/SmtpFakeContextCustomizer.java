package io.github.smtpfake.spring.internal;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.junit5.internal.DeclaredServers.Declared;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the servers that a test class declares before its application context is refreshed, registers them as beans, and stops
 * them when the context is closed. Equal customizers let test classes share a context.
 *
 * @param servers the servers
 * @param prefixes the prefixes of the properties of each server, by its name
 */
record SmtpFakeContextCustomizer(List<Server> servers, Map<String, List<String>> prefixes)
        implements ContextCustomizer {
    private static final String BEAN = "smtpFakeServer";

    /** The servers as the JUnit extension needs them. */
    static final String CONTEXT_SERVERS = SmtpFakeContextCustomizer.class.getName();

    @Override
    public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        MergedContextConfiguration parent = configuration.getParent();
        if (parent != null && parent.getContextCustomizers().contains(this)) {
            // The contexts of a hierarchy share the beans and the properties of the outermost one.
            return;
        }
        ContextServers running = ContextServers.start(
                configuration, servers.stream().map(Server::declared).toList());
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        // Registered first, so destroyed last: beans may send mail until they are destroyed, even if no bean uses the
        // servers.
        beans.registerDisposableBean(CONTEXT_SERVERS, running::stop);
        beans.registerSingleton(CONTEXT_SERVERS, running);
        running.byName().forEach((name, server) -> registerBean(name, server.endpoint(), beans));
        addProperties(running, context.getEnvironment().getPropertySources());
    }

    private void registerBean(String name, SmtpEndpoint server, DefaultListableBeanFactory beans) {
        RootBeanDefinition definition = new RootBeanDefinition();
        register(definition, server, server.getClass());
        // The bean is there again whenever the customizer runs, so nothing need be generated ahead of time.
        definition.setAttribute(BeanRegistrationAotProcessor.IGNORE_REGISTRATION_ATTRIBUTE, true);
        // Destroyed with the context servers, after the beans that use it.
        definition.setDestroyMethodName("");
        definition.setPrimary(name.isEmpty());
        if (!name.isEmpty()) {
            definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
        }
        beans.registerBeanDefinition(name.isEmpty() ? BEAN : BEAN + "." + name, definition);
    }

    @SuppressWarnings("unchecked")
    private static <T> void register(RootBeanDefinition definition, SmtpEndpoint server, Class<T> type) {
        definition.setBeanClass(type);
        definition.setInstanceSupplier(() -> (T) server);
    }

    private void addProperties(ContextServers running, MutablePropertySources sources) {
        MailSettings settings = new MailSettings();
        for (Map.Entry<String, TestServer> each : running.byName().entrySet()) {
            String name = each.getKey();
            settings.add(
                    each.getValue().endpoint(),
                    prefixes.getOrDefault(name, List.of()),
                    name.isEmpty() ? "smtp-fake" : "smtp-fake-" + name);
        }
        sources.addFirst(new MapPropertySource("smtp-fake", settings.required()));
        sources.addLast(new MapPropertySource("smtp-fake defaults", settings.defaults()));
    }

    /** A declared server, equal to another one if the annotations ask for the same server. */
    record Server(Object key, Declared declared) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Server server && key.equals(server.key);
        }

        @Override
        public int hashCode() {
            return key.hashCode();
        }
    }
}
