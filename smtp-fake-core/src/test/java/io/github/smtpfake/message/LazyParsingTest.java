package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LazyParsingTest {
    private final CapturedMessage mail = TestMail.of("Subject: x", "", "text");

    @Test
    void doesNotHappenForWhatTheServerKnowsAnyway() throws ReflectiveOperationException {
        mail.id();
        mail.receivedAt();
        mail.envelope();
        mail.session();
        mail.size();
        mail.raw();
        mail.openRaw();
        assertThat(mail).isEqualTo(mail).hasSameHashCodeAs(mail).isNotEqualTo(TestMail.of("", "other"));
        assertThat(MessageQuery.any()
                        .sender("app@example.org")
                        .recipient("ada@*")
                        .matches(mail))
                .isTrue();

        assertThat(parsed()).isNull();
    }

    @Test
    void happensAtTheFirstQuestion() throws ReflectiveOperationException {
        assertThat(mail.subject()).contains("x");

        assertThat(parsed()).isSameAs(mail.content());
    }

    @Test
    void happensOnceForAllThreads() throws Exception {
        int count = 8;
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            for (int round = 0; round < 100; round++) {
                CapturedMessage shared = TestMail.of("Subject: x", "", "text");
                CyclicBarrier start = new CyclicBarrier(count);
                Callable<MimeContent> ask = () -> {
                    start.await();
                    return shared.content();
                };
                List<Future<MimeContent>> answers = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    answers.add(threads.submit(ask));
                }
                for (Future<MimeContent> answer : answers) {
                    assertThat(answer.get()).isSameAs(shared.content());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void leavesTheBytesAlone() {
        byte[] copy = mail.raw();
        copy[0] = 'X';

        assertThat(mail.subject()).contains("x");
        assertThat(mail.raw()).startsWith('S');
        assertThat(mail.openRaw()).hasBinaryContent(mail.raw());
    }

    private Object parsed() throws ReflectiveOperationException {
        Field content = CapturedMessage.class.getDeclaredField("content");
        content.setAccessible(true);
        return content.get(mail);
    }
}
