package io.github.smtpfake.spring;

import io.github.smtpfake.testing.PublicApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SpringPublicApiTest {

    @Test
    void publicApiIsPinned() throws Exception {
        PublicApi.ofModuleOf(SmtpFakeMail.class).requireEqualTo(Path.of("../api/smtp-fake-spring-boot.txt"));
    }
}
