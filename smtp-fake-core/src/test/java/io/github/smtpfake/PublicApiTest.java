package io.github.smtpfake;

import io.github.smtpfake.testing.PublicApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PublicApiTest {

    @Test
    void pinsThePublicApiOfCore() throws Exception {
        PublicApi.ofModuleOf(SmtpFakeServer.class).requireEqualTo(Path.of("../api/smtp-fake-core.txt"));
    }
}
