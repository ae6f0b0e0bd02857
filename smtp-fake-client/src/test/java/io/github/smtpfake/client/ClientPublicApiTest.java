package io.github.smtpfake.client;

import io.github.smtpfake.testing.PublicApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ClientPublicApiTest {

    @Test
    void publicApiIsPinned() throws Exception {
        PublicApi.ofModuleOf(SmtpFakeClient.class).requireEqualTo(Path.of("../api/smtp-fake-client.txt"));
    }
}
