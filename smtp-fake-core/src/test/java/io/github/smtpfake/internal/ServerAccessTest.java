package io.github.smtpfake.internal;

import static io.github.smtpfake.rules.Rules.quit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleDefinition;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class ServerAccessTest {
    private final SmtpFakeServer server = SmtpFakeServer.builder().build();

    @Test
    void endsTheRulesOfOneServerObject() {
        Rule outer = server.on(quit()).disconnect();
        SmtpFakeServer inner = ServerAccess.withInnerRules(server, definition -> {});
        inner.on(quit()).disconnect();

        ServerAccess.endRules(inner);

        assertThat(inner.rules()).isEmpty();
        assertThat(server.rules()).containsExactly(outer);
        assertThatIllegalStateException().isThrownBy(() -> inner.on(quit()).disconnect());
    }

    @Test
    void rejectsRulesThatTheAdmissionRejects() {
        SmtpFakeServer inner = ServerAccess.withInnerRules(server, definition -> {
            throw new UnsupportedOperationException("not " + definition);
        });

        assertThatThrownBy(() -> inner.on(quit()).disconnect()).hasMessage("not quit() -> disconnect");
        assertThat(inner.rules()).isEmpty();
    }

    @Test
    void presentsTheCertificateOfTheServer() {
        assertThat(ServerAccess.sslContext(server)).isNotNull();
    }

    @Test
    void isInstalledOnce() {
        assertThatIllegalStateException().isThrownBy(() -> ServerAccess.install(new OtherAccess()));
    }

    private static final class OtherAccess extends ServerAccess {

        @Override
        protected SmtpFakeServer newInnerScope(SmtpFakeServer server, Consumer<RuleDefinition> admission) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void close(SmtpFakeServer server) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected Rule add(SmtpFakeServer server, RuleDefinition definition) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected SSLContext tls(SmtpFakeServer server) {
            throw new UnsupportedOperationException();
        }
    }
}
