package io.github.smtpfake.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Timeout;

/** A message in which one piece is repeated until it is large is read in time linear in its length. */
class MimeTimeFuzzTest {
    private static final int SIZE = 256 * 1024;

    /** @param input how long the repeated piece is and where it begins, and the message in which it stands once */
    @FuzzTest
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLargeMessageTakesNoMoreThanLinearTime(byte[] input) {
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

        Questions.askAll(TestMail.of(raw.toByteArray()));
    }
}
