package io.github.smtpfake.spring.internal;

import io.github.smtpfake.junit5.internal.DeclaredServers;
import io.github.smtpfake.junit5.internal.DeclaredServers.Declared;
import io.github.smtpfake.spring.internal.SmtpFakeContextCustomizer.Server;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/** Creates the customizer for test classes that declare servers. Spring finds it in {@code spring.factories}. */
final class SmtpFakeContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configuration) {
        List<Declared> declared = DeclaredServers.of(testClass);
        if (declared.isEmpty()) {
            return null;
        }
        return new SmtpFakeContextCustomizer(
                declared.stream().map(each -> new Server(each.key(), each)).toList(),
                MailPrefixes.of(testClass, declared.stream().map(Declared::name).collect(Collectors.toSet())));
    }
}
