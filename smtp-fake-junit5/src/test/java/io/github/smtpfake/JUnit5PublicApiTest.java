package io.github.smtpfake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.testing.PublicApi;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JUnit5PublicApiTest {
    private static final Path CORE = Path.of("../api/smtp-fake-core.txt");
    private static final Path JUNIT5 = Path.of("../api/smtp-fake-junit5.txt");
    private static final int MAX_TYPES = 87;

    @Test
    void publicApiOfJUnit5IsPinned() throws Exception {
        PublicApi.ofModuleOf(SmtpFake.class).requireEqualTo(JUNIT5);
    }

    /**
     * Limits the number of types so that authors of tests can get an overview of them. The package of the store is only for
     * authors of a store.
     */
    @Test
    void coreAndJUnit5HaveFewPublicTypes() throws Exception {
        long types = Files.readString(CORE)
                        .lines()
                        .filter(line -> line.startsWith("public ") && !line.contains(" io.github.smtpfake.store."))
                        .count()
                + PublicApi.ofModuleOf(SmtpFake.class).typeCount();

        assertThat(types).isLessThanOrEqualTo(MAX_TYPES);
    }
}
