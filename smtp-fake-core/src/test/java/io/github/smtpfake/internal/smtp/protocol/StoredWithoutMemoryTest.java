package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.store.InMemoryMessageStore;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory that ends while a message is being stored. */
class StoredWithoutMemoryTest {

    @ParameterizedTest
    @ValueSource(strings = {"DATA\r\nA: b\r\n\r\ntext\r\n.", "BDAT 6 LAST\r\nA: b\r\n"})
    void confirmsAMessageThatIsStored(String message) {
        Dialogue dialogue = Dialogue.with(failing(true)).ehlo();
        dialogue.expect("250", "MAIL FROM:<a@example.org>").expect("250", "RCPT TO:<b@example.org>");

        String replies = dialogue.send((message + (message.endsWith(".") ? "\r\n" : "")).getBytes(US_ASCII));

        CapturedMessage stored = dialogue.message();
        assertThat(replies).endsWith("250 2.0.0 OK: queued as " + stored.id());
        assertThat(dialogue.recorded().messageIds()).containsExactly(stored.id());
        assertThat(dialogue.recorded().rejectedCommands()).isEmpty();
        assertThat(dialogue.say("NOOP")).startsWith("250");
    }

    @Test
    void rejectsAMessageThatIsNotStored() {
        Dialogue dialogue = Dialogue.with(failing(false)).ehlo();

        assertThat(dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "A: b", "."))
                .endsWith("452 4.3.1 Not enough memory, try again later");
        assertThat(dialogue.messages()).isEmpty();
    }

    /** The store cannot say whether it has the message, so the client must repeat it. */
    @Test
    void rejectsAMessageIfTheStoreIsUnavailableAfterwards() {
        Dialogue dialogue = Dialogue.with(failing(true, new StoreUnavailableException("The file is locked", null)))
                .ehlo();

        assertThat(dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "A: b", "."))
                .contains("451 4.3.0 ")
                .endsWith("The file is locked");
        assertThat(dialogue.say("NOOP")).startsWith("250");
    }

    @Test
    void rejectsAMessageIfThereIsNoMemoryToLookForItEither() {
        Dialogue dialogue =
                Dialogue.with(failing(true, new OutOfMemoryError("simulated"))).ehlo();

        assertThat(dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "A: b", "."))
                .endsWith("452 4.3.1 Not enough memory, try again later");
        assertThat(dialogue.say("NOOP")).startsWith("250");
    }

    /** The confirmation of one message must not be the answer to the next input that memory does not suffice for. */
    @Test
    void confirmsAMessageOnlyOnce() {
        Dialogue dialogue = Dialogue.with(failing(true)).ehlo();
        String[] delivery = {"MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "A: b", "."};
        dialogue.say(delivery);
        String first = dialogue.message().id();

        assertThat(dialogue.say(delivery)).doesNotContain(first);
        assertThat(dialogue.messages()).hasSize(2);
    }

    /** Returns a store whose memory ends after or before it adds a message. */
    private static MessageStore failing(boolean afterwards) {
        return failing(afterwards, null);
    }

    /** Returns a store that also fails to find messages, unless the reason is null. */
    private static MessageStore failing(boolean afterwards, @Nullable Throwable reason) {
        MessageStore store = new InMemoryMessageStore(Limits.defaults());
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("message") && reason != null) {
                        throw reason;
                    }
                    boolean adds = method.getName().equals("add") && arguments[0] instanceof CapturedMessage;
                    if (adds && !afterwards) {
                        throw new OutOfMemoryError("simulated");
                    }
                    try {
                        Object result = method.invoke(store, arguments);
                        if (adds) {
                            throw new OutOfMemoryError("simulated");
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
