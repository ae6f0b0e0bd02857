package io.github.smtpfake.jdbc;

import io.github.smtpfake.testing.PublicApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JdbcPublicApiTest {

    @Test
    void publicApiIsPinned() throws Exception {
        PublicApi.ofModuleOf(SqliteMessageStore.class).requireEqualTo(Path.of("../api/smtp-fake-jdbc.txt"));
    }
}
