package io.github.smtpfake.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.AwaitFailedError;
import io.github.smtpfake.inbox.AwaitResult;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.internal.ServerAccess.InboxOwner;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.MessageQuery;
import io.github.smtpfake.session.SessionQuery;
import io.github.smtpfake.testing.SmtpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxOwnerTest {
    private final SmtpFakeServer server = SmtpFakeServer.startNew();
    private final RecordingOwner owner = new RecordingOwner();
    private final Inbox inbox = ServerAccess.withInboxOwner(server, owner)
            .withAwaitTimeout(Duration.ZERO)
            .inbox();

    private static final class RecordingOwner implements InboxOwner {
        final List<String> calls = new ArrayList<>();
        Optional<RuntimeException> rejection = Optional.empty();

        @Override
        public void beforeRead(MessageQuery query) {
            calls.add("before " + query);
            if (rejection.isPresent()) {
                throw rejection.get();
            }
        }

        @Override
        public void afterRead(MessageQuery query, AwaitResult result) {
            calls.add("after " + query + " with " + result.matches().size());
        }

        @Override
        public List<String> notes(MessageQuery query, AwaitResult result, boolean isLateMailExplained) {
            return List.of("Note on " + query + ".", "Two\nlines.");
        }

        @Override
        public Optional<String> remark(CapturedMessage message) {
            return Optional.of("late");
        }
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void send() throws Exception {
        try (SmtpClient client = SmtpClient.connect(server.port())) {
            client.expect("220").command("EHLO client.test", "250");
            client.command("MAIL FROM:<a@example.org>", "250");
            client.command("RCPT TO:<b@example.org>", "250");
            client.command("DATA", "354");
            client.send("Subject: Hello\r\n\r\nText\r\n.\r\n").expect("250");
        }
    }

    @Test
    void failuresOfWaitsEndWithItsNotes() {
        assertThatThrownBy(() -> inbox.recipient("ada@example.org").awaitOne())
                .isInstanceOf(AwaitFailedError.class)
                .hasMessageEndingWith("\nNote on for recipient ada@example.org.\nTwo\nlines.");
        assertThatThrownBy(() -> inbox.awaitSession(SessionQuery.any())).hasMessageEndingWith("\nTwo\nlines.");
    }

    @Test
    void addsItsNotesToOtherFailureMessages() {
        assertThat(inbox.withNotes("Expected x.", inbox.snapshot()))
                .isEqualTo("Expected x.\nNote on any message.\nTwo\nlines.");
    }

    @Test
    void failuresShowItsRemarksWithTheMessages() throws Exception {
        send();

        assertThatThrownBy(() -> inbox.await(2)).hasMessageContaining("<b@example.org> (late)\n");
        assertThatThrownBy(() -> inbox.recipient("ada@example.org").awaitOne())
                .hasMessageContaining("<b@example.org> (late)\n");
        assertThatThrownBy(() -> inbox.awaitNoneFor(Duration.ZERO)).hasMessageContaining("<b@example.org> (late)\n");
    }

    @Test
    void isAskedForNotesOnlyForFailures() throws Exception {
        send();

        inbox.awaitOne();
        inbox.recipient("ada@example.org").awaitNoneFor(Duration.ZERO);

        assertThat(owner.calls)
                .containsExactly(
                        "before any message",
                        "after any message with 1",
                        "before for recipient ada@example.org",
                        "after for recipient ada@example.org with 0");
    }

    @Test
    void canRejectReads() {
        owner.rejection = Optional.of(new IllegalStateException("shared"));

        assertThatIllegalStateException().isThrownBy(inbox::messages).withMessage("shared");
        assertThatIllegalStateException().isThrownBy(inbox::awaitOne).withMessage("shared");
        assertThatIllegalStateException()
                .isThrownBy(() -> inbox.awaitNoneFor(Duration.ZERO))
                .withMessage("shared");
    }

    @Test
    void ownsTheInboxesOfInnerScopesToo() {
        SmtpFakeServer inner =
                ServerAccess.withInnerRules(ServerAccess.withInboxOwner(server, owner), definition -> {});

        inner.inbox().messages();

        assertThat(owner.calls).containsExactly("before any message", "after any message with 0");
    }
}
