package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** Uses the context of {@link OrderMailTest}, although the annotations have another order. */
@SpringBootTest
@Import(Starts.class)
@SmtpFake
class SignupMailTest {
    @Autowired
    private Mails mails;

    private Inbox inbox;

    @RepeatedTest(3)
    void welcomesLater() {
        String user = inbox.uniqueAddress();

        mails.sendLater(user, "Welcome");

        assertThat(inbox.recipient(user).awaitOne()).hasSubject("Welcome");
        assertThat(inbox.recipient(user)).hasMessageCount(1);
    }

    @Nested
    class OfACompany {
        @RepeatedTest(3)
        void welcomes(Inbox inbox) {
            String user = inbox.uniqueAddress();

            mails.send(user, "Welcome, company");

            assertThat(inbox.recipient(user).awaitOne()).hasSubject("Welcome, company");
        }
    }

    @Nested
    class OfTheContext {
        @Test
        void sharesTheContext() {
            assertThat(Starts.of("default")).isOne();
        }
    }
}
