package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/**
 * Only the mock distinguishes it from {@link OrderMailTest}, and gives it a separate context, and with it a separate server. The
 * tests run one after another, because they share the mock, which is reset after each of them.
 */
@SmtpFake
@SpringBootTest
@Import(Starts.class)
@Execution(ExecutionMode.SAME_THREAD)
class MockedBeanTest {
    @MockitoBean(name = "greeting")
    private Supplier<String> greeting;

    @Autowired
    private Mails mails;

    @RepeatedTest(2)
    void sendsFromTheSeparateContext(Inbox inbox) {
        Mockito.when(greeting.get()).thenReturn("Hello");

        mails.sendLater("ada@example.org", greeting.get());

        assertThat(inbox.awaitOne()).hasSubject("Hello");
        assertThat(Starts.of("mocked")).isOne();
    }
}
