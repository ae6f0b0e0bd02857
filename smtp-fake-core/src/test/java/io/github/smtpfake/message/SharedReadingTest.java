package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.internal.delivery.Delivery;
import io.github.smtpfake.internal.mime.RawMessage;
import io.github.smtpfake.session.Envelope;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedReadingTest {
    private static final String TEXT = "Größe 12345 der Sendung\r\n";

    private final AtomicInteger loads = new AtomicInteger();

    /** Neither its index nor its bytes show whether it has a text. */
    private CapturedMessage message(int copies) {
        String body = Base64.getMimeEncoder().encodeToString(TEXT.repeat(copies).getBytes(UTF_8));
        byte[] bytes =
                ("Subject: x\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                + "Content-Transfer-Encoding: base64\r\n\r\n" + body
                                + "\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Hello <b>W</b>orld\r\n--b--\r\n")
                        .getBytes(US_ASCII);
        return new Delivery(
                        "id",
                        Instant.EPOCH,
                        Envelope.of("app@example.org", List.of("ada@example.org")),
                        TestMail.session("client"),
                        RawMessage.onDemand(bytes.length, () -> {
                            loads.incrementAndGet();
                            return Optional.of(bytes);
                        }),
                        List.of(),
                        Limits.defaults())
                .toMessage(CapturedMessage.class);
    }

    private static List<MessageQuery> queries() {
        return IntStream.range(0, 20)
                .boxed()
                .flatMap(i -> List.of(
                        MessageQueries.textContains("größe " + (12345 + i)),
                        MessageQueries.htmlContains("hello"),
                        MessageQueries.anyTextContains("hello world"),
                        MessageQueries.anyTextContains("x"),
                        MessageQueries.anyTextContains("nowhere"),
                        MessageQueries.textContains(""),
                        MessageQueries.headerContains("Content-Type", "alternative"),
                        MessageQueries.subjectContains("x"))
                        .stream())
                .toList();
    }

    @ParameterizedTest(name = "{0} lines")
    @ValueSource(ints = {1, 3_000})
    void readsAMessageOnceForAllQueries(int lines) {
        List<Boolean> alone =
                queries().stream().map(query -> query.matches(message(lines))).toList();
        CapturedMessage message = message(lines);
        loads.set(0);

        Delivery.readOnce(message, copy -> {
            assertThat(queries()).map(query -> query.matches(copy)).isEqualTo(alone);
            SharedReading shared =
                    copy.contents().sharedReading(SharedReading.class).orElseThrow();
            for (SearchedText text : SearchedText.values()) {
                assertThat(shared.text(text, copy.envelope())).isSameAs(shared.text(text, copy.envelope()));
            }
        });

        assertThat(loads).hasValue(1);
    }

    @Test
    void keepsTheIndexForLaterQueries() {
        CapturedMessage message = message(1);

        Delivery.readOnce(
                message,
                copy -> assertThat(MessageQueries.anyTextContains("nowhere").matches(copy))
                        .isFalse());

        loads.set(0);
        assertThat(MessageQueries.anyTextContains("nowhere").matches(message)).isFalse();
        Delivery.readOnce(
                message,
                copy -> assertThat(MessageQueries.anyTextContains("nowhere").matches(copy))
                        .isFalse());
        assertThat(MessageQueries.anyTextContains("nowhere").matches(message)).isFalse();
        assertThat(loads).as("only that of readOnce").hasValue(1);
    }

    @Test
    void parsesALongListOfAddressesOnce() {
        CapturedMessage message = TestMail.of(
                "To: " + "Ada <ada@example.org>, ".repeat(1_000) + "bob@example.org\r\nCc: c@example.org", "x");
        MimeContent content = message.content();

        assertThat(content.addresses("To")).hasSize(1_001).isSameAs(content.addresses("TO"));
        assertThat(content.addresses("Cc")).extracting(Address::address).containsExactly("c@example.org");
    }

    @Test
    void readsNoMoreThanTheEnvelopeIfItDecides() {
        assertThat(MessageQueries.anyTextContains("x")
                        .recipient("bob@example.org")
                        .matches(message(1)))
                .isFalse();
        assertThat(loads).hasValue(0);
    }
}
