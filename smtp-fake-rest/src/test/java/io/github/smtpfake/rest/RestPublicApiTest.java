package io.github.smtpfake.rest;

import io.github.smtpfake.testing.PublicApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RestPublicApiTest {

    @Test
    void publicApiIsPinned() throws Exception {
        PublicApi.ofModuleOf(SmtpFakeHttp.class).requireEqualTo(Path.of("../api/smtp-fake-rest.txt"));
    }
}
