package io.github.smtpfake.internal.smtp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpfake.internal.smtp.protocol.Pieces;
import io.github.smtpfake.internal.smtp.protocol.Trickle;
import io.github.smtpfake.session.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A message is the same however it arrives, and equals the byte-by-byte reading of RFC 5321. */
class DataReaderFuzzTest {

    /** The message that a reader has read, and the bytes that it has left. */
    private record Outcome(byte @Nullable [] text, boolean tooLarge, List<Problem> problems, byte[] rest) {

        static Outcome of(byte[] bytes, IntUnaryOperator pieces, long maxSize) throws IOException {
            WireInput input = new WireInput(new Trickle(bytes, pieces));
            Body body = new DataReader(input, maxSize, Kept.WHOLE).read();
            boolean complete = body instanceof Body.Complete;
            return new Outcome(
                    complete ? ((Body.Complete) body).bytes().toArray() : null,
                    body instanceof Body.TooLarge,
                    complete ? ((Body.Complete) body).problems() : List.of(),
                    rest(input));
        }

        private static byte[] rest(WireInput input) throws IOException {
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            while (input.fill()) {
                rest.write(input.buffer[input.position++]);
            }
            return rest.toByteArray();
        }
    }

    /** @param input the largest size of a message, how the bytes arrive, and the bytes */
    @FuzzTest
    void readsTheSameMessageHoweverTheBytesArrive(byte[] input) throws IOException {
        if (input.length < 2) {
            return;
        }
        long maxSize = input[0] & 0xFF;
        byte[] bytes = Arrays.copyOfRange(input, 2, input.length);

        Outcome whole = Outcome.of(bytes, Pieces.of(0), maxSize);
        same(Outcome.of(bytes, Pieces.of(1), maxSize), whole);
        same(Outcome.of(bytes, Pieces.of(input[1] & 0xFF), maxSize), whole);

        ReferenceInput reference = new ReferenceInput(bytes);
        byte[] expected = reference.text();
        assertThat(whole.rest()).isEqualTo(reference.rest());
        assertThat(whole.tooLarge()).isEqualTo(expected != null && expected.length > maxSize);
        assertThat(whole.text()).isEqualTo(whole.tooLarge() ? null : expected);
        checkProblems(whole);
    }

    private static void same(Outcome actual, Outcome expected) {
        assertThat(actual.text()).isEqualTo(expected.text());
        assertThat(actual.tooLarge()).isEqualTo(expected.tooLarge());
        assertThat(actual.problems()).isEqualTo(expected.problems());
        assertThat(actual.rest()).isEqualTo(expected.rest());
    }

    private static void checkProblems(Outcome outcome) {
        assertThat(outcome.problems()).extracting(Problem::id).doesNotHaveDuplicates();
    }
}
