package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Envelope;
import java.util.List;
import org.junit.jupiter.api.Test;

class BccTest {

    @Test
    void listsRecipientsThatNoHeaderNames() {
        CapturedMessage mail = TestMail.of(
                Envelope.of(
                        "app@example.org",
                        List.of(
                                "ADA@example.org",
                                "hidden@example.org",
                                "carl@example.org",
                                "hidden@example.org",
                                "t@example.org")),
                "To: Ada <ada@example.org>",
                "Cc: Team: t@example.org, carl@Example.org;",
                "",
                "text");

        assertThat(mail.bcc()).containsExactly("hidden@example.org");
        assertThat(mail.bccHeader()).isEmpty();
    }

    @Test
    void comparesBothFormsOfADomain() {
        Envelope envelope = Envelope.of("app@example.org", List.of("ada@xn--mnchen-3ya.example"));

        assertThat(TestMail.of(envelope, "To: ada@münchen.example", "", "text").bcc())
                .isEmpty();
    }

    @Test
    void readsABccHeaderThatWasSent() {
        CapturedMessage mail = TestMail.of(
                Envelope.of("app@example.org", List.of("hidden@example.org")),
                "Bcc: Secret <hidden@example.org>",
                "",
                "text");

        assertThat(mail.bcc()).isEmpty();
        assertThat(mail.bccHeader()).containsExactly(new Address("Secret", "hidden@example.org"));
    }

    @Test
    void listsAForwardingAddressUnlessAResentHeaderNamesIt() {
        Envelope envelope = Envelope.of("app@example.org", List.of("new@example.org"));

        assertThat(TestMail.of(envelope, "Resent-To: new@example.org", "", "text")
                        .bcc())
                .isEmpty();
        assertThat(TestMail.of(envelope, "", "text").bcc()).containsExactly("new@example.org");
    }
}
