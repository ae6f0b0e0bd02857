package io.github.smtpfake.sample;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static io.github.smtpfake.rules.Rules.content;
import static io.github.smtpfake.rules.Rules.endOfData;
import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.ServerLifecycle;
import io.github.smtpfake.junit5.SmtpFake;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rules.Rule;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of an application as users write them. They share one server and run concurrently. */
@SmtpFake(lifecycle = ServerLifecycle.PER_RUN, awaitTimeout = "30s")
@Execution(ExecutionMode.CONCURRENT)
class SharedServerSuite {
    private final String address;
    private final SmtpFakeServer smtp;
    private final Inbox inbox;
    private final Signup application;

    SharedServerSuite(SmtpFakeServer smtp, Inbox all) {
        this.address = all.uniqueAddress();
        this.smtp = smtp;
        this.inbox = all.recipient(address);
        this.application = new Signup(smtp.host(), smtp.port());
    }

    @RepeatedTest(8)
    void welcomesTheNewUser() throws MessagingException {
        application.register(address);

        assertThat(inbox.awaitOne())
                .hasRecipients(address)
                .hasSubject("Wëlcome, Ada")
                .hasTextContaining("Confirm")
                .hasAttachment("terms.pdf");
    }

    @RepeatedTest(6)
    void waitsForAMessageThatIsBeingSent() {
        CompletableFuture<Void> sending = CompletableFuture.runAsync(this::register);

        assertThat(inbox.awaitOne()).hasSubject("Wëlcome, Ada");
        sending.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private void register() {
        try {
            application.register(address);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    @RepeatedTest(4)
    void receivesAllMessagesThatAreSentConcurrently() {
        List<CompletableFuture<Void>> sending = IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(this::register))
                .toList();

        assertThat(inbox.await(3)).extracting(CapturedMessage::id).doesNotHaveDuplicates();
        sending.forEach(CompletableFuture::join);
    }

    @RepeatedTest(6)
    void retriesAfterAFullMailbox() throws MessagingException {
        Rule full = smtp.on(rcptTo(address)).once().reply("452 4.2.2 mailbox full");

        assertThatThrownBy(() -> application.register(address))
                .isInstanceOf(MessagingException.class)
                .hasStackTraceContaining("452 4.2.2 mailbox full");
        assertThat(inbox.messages()).isEmpty();
        application.register(address);

        assertThat(inbox.awaitOne()).hasRecipients(address);
        assertThat(full).hasFired(1);
    }

    @RepeatedTest(6)
    void resendsAMessageAfterALostReply() {
        smtp.on(endOfData().recipient(address)).once().storeThenDisconnect();

        assertThatThrownBy(() -> application.register(address)).isInstanceOf(MessagingException.class);
        register();

        assertThat(inbox.await(2)).allSatisfy(mail -> assertThat(mail).hasSubject("Wëlcome, Ada"));
    }

    @RepeatedTest(4)
    void doesNotReceiveAMessageThatIsInterruptedInItsContent() {
        Rule cut = smtp.on(content().recipient(address).afterBytes(100)).disconnect();

        assertThatThrownBy(() -> application.register(address)).isInstanceOf(MessagingException.class);

        assertThat(cut).hasFired(1);
        assertThat(inbox.messages()).isEmpty();
    }

    @RepeatedTest(4)
    void waitsForASlowServer() throws MessagingException {
        Rule slow = smtp.on(rcptTo(address)).delay(Duration.ofMillis(5)).passThrough();

        application.register(address);

        assertThat(inbox.awaitOne()).hasSubject("Wëlcome, Ada");
        assertThat(slow).hasFired(1);
    }

    @Nested
    class AfterTheFirstMessage {
        @BeforeEach
        void registerOnce() throws MessagingException {
            application.register(address);
        }

        @RepeatedTest(6)
        void receivesBothMessages() throws MessagingException {
            inbox.awaitOne();
            Inbox second = inbox.sinceNow();
            application.register(address);

            assertThat(second.awaitOne()).hasRecipients(address);
            assertThat(inbox.await(2)).hasSize(2);
        }
    }
}
