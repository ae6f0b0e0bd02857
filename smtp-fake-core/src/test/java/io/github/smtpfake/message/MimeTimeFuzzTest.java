package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A large message that repeats one piece is read in linear time. */
class MimeTimeFuzzTest {
    /** A build, which only replays inputs, uses a smaller size. */
    private static final int SIZE = (Boolean.getBoolean("jazzer.hooks") ? 64 : 24) * 1024;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Of the processor, so that other load on the machine does not matter. */
    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** @param input the length and start of the repeated piece, and the message that contains it once */
    @FuzzTest
    void parsesALargeMessageInLinearTime(byte[] input) {
        if (input.length < 4) {
            return;
        }
        int start = 2 + (input[0] & 0xFF) % (input.length - 2);
        int end = Math.min(input.length, start + 1 + (input[1] & 0x1F));
        ByteArrayOutputStream raw = new ByteArrayOutputStream(SIZE + input.length);
        raw.write(input, 2, start - 2);
        byte[] piece = Arrays.copyOfRange(input, start, end);
        while (raw.size() < SIZE) {
            raw.writeBytes(piece);
        }
        raw.write(input, end, input.length - end);

        long before = THREADS.getCurrentThreadCpuTime();
        Questions.askAll(TestMail.of(raw.toByteArray()));
        assertThat(THREADS.getCurrentThreadCpuTime() - before).isLessThan(MAX_NANOS);
    }
}
