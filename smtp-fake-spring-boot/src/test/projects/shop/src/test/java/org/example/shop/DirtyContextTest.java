package org.example.shop;

import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.junit5.SmtpFake;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

@SmtpFake
@SpringBootTest(properties = "variant=dirty")
@Import(Starts.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@Execution(ExecutionMode.SAME_THREAD)
class DirtyContextTest {
    @RepeatedTest(3)
    void sendsFromANewContext(@Autowired Mails mails, Inbox inbox, RepetitionInfo repetition) {
        mails.send("ada@example.org", "Your order");

        assertThat(inbox.awaitOne()).hasRecipients("ada@example.org");
        assertThat(Starts.of("dirty")).isEqualTo(repetition.getCurrentRepetition());
    }
}
