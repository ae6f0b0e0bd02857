package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.session.SessionEnd;
import io.github.smtpfake.session.TlsInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartTlsTest {
    private static Dialogue offered() {
        return Dialogue.with(new TestProfile().tls(TlsMode.STARTTLS)).ehlo();
    }

    private static Dialogue required() {
        return Dialogue.with(new TestProfile().tls(TlsMode.STARTTLS_REQUIRED)).ehlo();
    }

    @Test
    void rejectsStartTlsByDefault() {
        assertThat(Dialogue.open().say("EHLO x")).doesNotContain("STARTTLS");
        assertThat(Dialogue.greeted().say("STARTTLS")).startsWith("502 5.5.1 ");
    }

    @Test
    void offersStartTlsOnlyOnAPlainConnection() {
        assertThat(offered().say("EHLO x")).contains("250-STARTTLS");
        assertThat(offered().encrypt().say("EHLO x")).doesNotContain("STARTTLS");
    }

    @Test
    void rejectsStartTlsWhenItIsDisabled() {
        Dialogue dialogue =
                Dialogue.with(new TestProfile().tls(TlsMode.STARTTLS).disable(SmtpExtension.STARTTLS));

        assertThat(dialogue.say("EHLO x")).doesNotContain("STARTTLS");
        assertThat(dialogue.say("STARTTLS")).startsWith("502");
    }

    @Test
    void answers220() {
        assertThat(offered().say("STARTTLS")).isEqualTo("220 2.0.0 Ready to start TLS");
    }

    @Test
    void rejectsAnArgument() {
        assertThat(offered().say("STARTTLS now")).startsWith("501 5.5.4 ");
    }

    @Test
    void rejectsStartTlsWithinTls() {
        assertThat(offered().encrypt().say("STARTTLS")).startsWith("503 5.5.1 ");
    }

    @Test
    void rejectsStartTlsDuringATransaction() {
        Dialogue dialogue = offered().expect("250", "MAIL FROM:<a@example.org>");

        assertThat(dialogue.say("STARTTLS")).startsWith("503 5.5.1 ");
        assertThat(dialogue.say("RCPT TO:<b@example.org>")).startsWith("250");
    }

    @Test
    void forgetsEhloAndAuth() {
        Dialogue dialogue = offered()
                .expect("235", "AUTH PLAIN AGFkYQBzZWNyZXQ=")
                .expect("220", "STARTTLS")
                .encrypt();

        assertThat(dialogue.say("MAIL FROM:<a@example.org>")).startsWith("503 5.5.1 Send EHLO");
        assertThat(dialogue.recorded().info().authentication()).isEmpty();
        assertThat(dialogue.recorded().info().helo()).isEmpty();
        assertThat(dialogue.recorded().info().tls()).hasValue(new TlsInfo("TLSv1.3", "TLS_AES_256_GCM_SHA384"));
        assertThat(dialogue.ehlo().say("AUTH PLAIN AGFkYQBzZWNyZXQ=")).startsWith("235");
    }

    @Test
    void neverRunsCommandsPipelinedAfterStartTls() {
        Dialogue dialogue = offered();

        assertThat(dialogue.say("STARTTLS", "MAIL FROM:<evil@example.org>")).startsWith("421 4.7.0 ");
        assertThat(dialogue.isClosed()).isTrue();
        assertThat(dialogue.recorded().problems()).extracting("id").containsExactly("pipelinedAfterStartTls");
        assertThat(dialogue.recorded().end()).hasValue(SessionEnd.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAIL FROM:<a@example.org>", "AUTH PLAIN AGEAYg==", "VRFY ada", "RSET", "HELP"})
    void rejectsCommandsBeforeRequiredTls(String command) {
        assertThat(required().say(command)).startsWith("530 5.7.0 ");
        assertThat(required().encrypt().ehlo().say(command)).doesNotStartWith("530");
    }

    @Test
    void hidesAuthBeforeRequiredTls() {
        assertThat(required().say("EHLO x")).contains("STARTTLS").doesNotContain("AUTH");
        assertThat(required().encrypt().say("EHLO x")).contains("AUTH PLAIN");
    }

    @Test
    void acceptsSomeCommandsBeforeRequiredTls() {
        assertThat(required().say("NOOP")).startsWith("250");
        assertThat(required().say("HELO x")).startsWith("250");
        assertThat(required().say("QUIT")).startsWith("221");
        assertThat(required().say("STARTTLS")).startsWith("220");
    }
}
