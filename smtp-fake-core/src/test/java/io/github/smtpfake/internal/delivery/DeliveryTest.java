package io.github.smtpfake.internal.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.mime.DeletedMessageException;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.TestMail;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private static final byte[] RAW = String.join(
                    "\r\n",
                    "From: App <app+sent@example.org>",
                    "To: ada+order@example.org",
                    "Subject: Welcome",
                    "Message-ID: <1@example.org>",
                    "X-Tags: urgent, Order",
                    "Content-Type: multipart/mixed; boundary=b",
                    "",
                    "--b",
                    "Content-Type: text/plain",
                    "",
                    "Hello, Ada",
                    "--b",
                    "Content-Type: application/pdf; name=terms.pdf",
                    "",
                    "x",
                    "--b--",
                    "")
            .getBytes(UTF_8);
    private static final Problem PROBLEM = Problem.violation("dot", "A dot", "RFC 5321");

    private static Delivery delivery(RawMessage raw) {
        return new Delivery(
                "id",
                Instant.EPOCH,
                Envelope.of("app@example.org", List.of("ada+order@example.org", "bob+hidden@example.org")),
                TestMail.session("client"),
                raw,
                List.of(PROBLEM),
                ContentCache.shared(Limits.defaults()));
    }

    @Test
    void describesAMessageSoThatItCanBeCreatedAgain() {
        CapturedMessage message = delivery(RawMessage.of(RAW)).toMessage(CapturedMessage.class);

        Delivery data = Delivery.of(message);
        RawMessage stored = RawMessage.onDemand(RAW.length, () -> Optional.of(RAW.clone()));
        CapturedMessage again = new Delivery(
                        data.id(),
                        data.receivedAt(),
                        data.envelope(),
                        data.session(),
                        stored,
                        data.problemsOnArrival(),
                        ContentCache.shared(data.limits()),
                        data.index(),
                        data.snippet())
                .toMessage(CapturedMessage.class);

        assertThat(again).isEqualTo(message);
        assertThat(again.receivedAt()).isEqualTo(message.receivedAt());
        assertThat(again.envelope()).isEqualTo(message.envelope());
        assertThat(again.session()).isEqualTo(message.session());
        assertThat(again.size()).isEqualTo(RAW.length);
        assertThat(again.raw()).isEqualTo(RAW);
        assertThat(again.subject()).contains("Welcome");
        assertThat(again.text()).contains("Hello, Ada");
        assertThat(again.problems()).isEqualTo(message.problems()).contains(PROBLEM);
    }

    @Test
    void extractsWhatAStoreSearches() {
        SearchValues values = SearchValues.of(delivery(RawMessage.of(RAW)).toMessage(CapturedMessage.class));

        assertThat(values.tags()).containsExactly("hidden", "Order", "sent", "urgent");
        assertThat(values.fileNames()).containsExactly("terms.pdf");
        assertThat(values.anywhere())
                .isEqualTo(
                        "app app+sent@example.org welcome ada+order@example.org app@example.org bob+hidden@example.org hello ada"
                                + " terms.pdf");
    }

    @Test
    void reportsThatAStoreHasDeletedTheMessage() {
        CapturedMessage deleted =
                delivery(RawMessage.onDemand(RAW.length, Optional::empty)).toMessage(CapturedMessage.class);

        assertThat(deleted.size()).isEqualTo(RAW.length);
        assertThat(deleted.envelope().sender()).isEqualTo("app@example.org");
        assertThatExceptionOfType(DeletedMessageException.class).isThrownBy(deleted::raw);
        assertThatExceptionOfType(DeletedMessageException.class).isThrownBy(deleted::text);
    }

    @Test
    void keepsNoProblemsOfADiscardedBody() {
        Delivery complete = delivery(RawMessage.of(RAW));
        CapturedMessage discarded = complete.withoutBody().toMessage(CapturedMessage.class);

        assertThat(discarded.size()).isEqualTo(RAW.length);
        assertThat(discarded.raw()).hasSizeLessThan(RAW.length);
        assertThat(discarded.subject()).contains("Welcome");
        assertThat(discarded.attachments()).isEmpty();
        assertThat(discarded.problems().stream().map(Problem::id))
                .containsExactly("dot", "missingDate", "missingMimeVersion");
        assertThat(complete.toMessage(CapturedMessage.class).problems().stream().map(Problem::id))
                .contains("missingDate");
    }
}
