package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreFullException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataTest {

    @Test
    void storesTheMessageAndRepliesWithItsId() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(dialogue.say("DATA")).startsWith("354 ");
        String reply = dialogue.say("Subject: Hi", "", "Hello", ".");

        CapturedMessage message = dialogue.message();
        assertThat(message.id()).matches("[0-9A-Za-z]{22}");
        assertThat(reply).isEqualTo("250 2.0.0 OK: queued as " + message.id());
        assertThat(new String(message.raw(), ISO_8859_1)).isEqualTo("Subject: Hi\r\n\r\nHello\r\n");
    }

    @Test
    void recordsWhichSessionDeliveredTheMessage() {
        Dialogue dialogue = Dialogue.rcptGiven();

        dialogue.say("DATA", "Hello", ".");

        CapturedMessage message = dialogue.message();
        assertThat(message.session()).isEqualTo(dialogue.recorded().info());
        assertThat(message.session().helo()).contains("client.example.org");
        assertThat(message.session().client()).isEqualTo("192.0.2.1:40000");
        assertThat(dialogue.recorded().messageIds()).containsExactly(message.id());
    }

    @Test
    void rejectsDataBeforeMail() {
        assertThat(Dialogue.greeted().say("DATA")).startsWith("503 5.5.1 ");
    }

    @Test
    void rejectsDataWithoutAValidRecipient() {
        assertThat(Dialogue.mailGiven().expect("501", "RCPT TO:<>").say("DATA")).startsWith("503 5.5.1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATA now", "data x"})
    void rejectsAnArgumentAndKeepsTheTransaction(String line) {
        assertThat(Dialogue.rcptGiven().expect("501 5.5.4", line).say("DATA")).startsWith("354 ");
    }

    @Test
    void endsTheTransactionAtTheEndOfData() {
        Dialogue dialogue = Dialogue.rcptGiven();

        dialogue.say("DATA", "Hello", ".");

        assertThat(dialogue.recorded().openTransaction()).isEmpty();
        assertThat(dialogue.say("RCPT TO:<b@example.org>")).startsWith("503 5.5.1 ");
    }

    @Test
    void acceptsAnEmptyMessage() {
        Dialogue dialogue = Dialogue.rcptGiven();

        assertThat(dialogue.say("DATA", ".")).contains("250 2.0.0 ");
        assertThat(dialogue.message().size()).isZero();
    }

    @Test
    void continuesAfterAMessageAboveTheLimit() {
        Dialogue dialogue = Dialogue.with(Limits.builder().messageSize(100).build())
                .ehlo()
                .expect("250", "MAIL FROM:<a@example.org>")
                .expect("250", "RCPT TO:<b@example.org>");

        assertThat(dialogue.say("DATA", "x".repeat(1_000_000), ".")).contains("552 5.3.4 ");
        assertThat(dialogue.messages()).isEmpty();
        assertThat(dialogue.recorded().rejectedCommands())
                .singleElement()
                .hasToString("(message, not kept) -> 552 5.3.4 Message size exceeds the limit");
        assertThat(dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "small", "."))
                .contains("250 2.0.0 OK: queued as ");
    }

    @Test
    void repliesWithTheReasonIfTheStoreHasNoSpaceForAMessage() {
        Dialogue dialogue = Dialogue.with(fullStore("No space left on /data"));
        dialogue.ehlo().expect("250", "MAIL FROM:<a@example.org>").expect("250", "RCPT TO:<b@example.org>");

        assertThat(dialogue.say("DATA", "x", ".")).contains("452 4.3.1 No space left on /data");
        assertThat(dialogue.messages()).isEmpty();
    }

    @Test
    void doesNotBlameTheStorageIfAMessageIsLargerThanTheStore() {
        Dialogue dialogue = Dialogue.with(new TestProfile()
                .limits(Limits.builder().storedBytes(500).build())
                .store(fullStore("Too large")));
        dialogue.ehlo().expect("250", "MAIL FROM:<a@example.org>").expect("250", "RCPT TO:<b@example.org>");

        assertThat(dialogue.say("DATA", "x".repeat(500), ".")).contains("452 4.3.1 Message does not fit in the store");
    }

    private static MessageStore fullStore(String reason) {
        MessageStore store = new InMemoryMessageStore(Limits.defaults());
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(), new Class<?>[] {MessageStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("add") && arguments[0] instanceof CapturedMessage) {
                        throw new StoreFullException(reason);
                    }
                    return method.invoke(store, arguments);
                });
    }

    @Test
    void rejectsAMessageThatTheStoreCannotKeep() {
        Dialogue dialogue = Dialogue.with(
                new InMemoryMessageStore(Limits.builder().storedBytes(500).build()));
        dialogue.ehlo().expect("250", "MAIL FROM:<a@example.org>").expect("250", "RCPT TO:<b@example.org>");

        assertThat(dialogue.say("DATA", "x".repeat(500), ".")).contains("452 4.3.1 ");
        assertThat(dialogue.messages()).isEmpty();
        assertThat(dialogue.recorded().messageIds()).isEmpty();
        assertThat(dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "small", "."))
                .contains("250 2.0.0 OK: queued as ");
    }

    @Test
    void givesEachMessageAUniqueId() {
        Dialogue dialogue = Dialogue.greeted();
        for (int i = 0; i < 1_000; i++) {
            dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", ".");
        }

        assertThat(dialogue.messages())
                .hasSize(1_000)
                .extracting(CapturedMessage::id)
                .doesNotHaveDuplicates();
    }
}
