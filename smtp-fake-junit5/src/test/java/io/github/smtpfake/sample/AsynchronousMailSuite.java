package io.github.smtpfake.sample;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.ServerLifecycle;
import io.github.smtpfake.junit5.SmtpFake;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests of an application that sends its mail in the background. Some do not wait for it, so that it arrives during others. */
@SmtpFake(lifecycle = ServerLifecycle.PER_RUN, awaitTimeout = "30s")
@Execution(ExecutionMode.CONCURRENT)
class AsynchronousMailSuite {
    private static final Queue<CompletableFuture<Void>> BACKGROUND = new ConcurrentLinkedQueue<>();

    private final String address;
    private final Inbox inbox;
    private final Signup application;

    AsynchronousMailSuite(SmtpFakeServer smtp, Inbox all) {
        this.address = all.uniqueAddress();
        this.inbox = all.recipient(address);
        this.application = new Signup(smtp.host(), smtp.port());
    }

    private CompletableFuture<Void> registerInTheBackground(String recipient) {
        return CompletableFuture.runAsync(() -> {
            try {
                application.register(recipient);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Waits for nothing here, but lets the background finish before the server may stop. */
    private void registerAndForget() {
        BACKGROUND.add(registerInTheBackground(address));
    }

    @AfterAll
    static void finish() {
        BACKGROUND.forEach(CompletableFuture::join);
        BACKGROUND.clear();
    }

    @RepeatedTest(10)
    void doesNotWaitForItsMail() {
        registerAndForget();
    }

    @RepeatedTest(8)
    void waitsForItsMail() {
        registerAndForget();

        assertThat(inbox.awaitOne()).hasSubject("Wëlcome, Ada").hasRecipients(address);
    }

    @RepeatedTest(6)
    void receivesNothing() {
        assertThat(inbox).staysEmptyFor(Duration.ofMillis(1));
    }
}
