package io.github.smtpfake.testcontainers;

import io.github.smtpfake.testing.PublicApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TestcontainersPublicApiTest {

    @Test
    void publicApiIsPinned() throws Exception {
        PublicApi.ofModuleOf(SmtpFakeContainer.class).requireEqualTo(Path.of("../api/smtp-fake-testcontainers.txt"));
    }
}
