package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.Stored;
import java.io.IOException;
import java.util.Arrays;

/** For any input in any pieces, the server answers each command once with a well-formed reply. */
class SessionFuzzTest {
    private static final Limits SMALL = Limits.builder()
            .messageSize(300)
            .commandLine(100)
            .authLine(150)
            .recipients(2)
            .badCommands(8)
            .storedMessages(2)
            .storedBytes(500)
            .transcriptLines(7)
            .build();

    /** @param input the settings of the server, how the bytes arrive, and the bytes */
    @FuzzTest
    void answersAnyBytes(byte[] input) throws IOException {
        if (input.length < 2) {
            return;
        }
        Profile profile = profile(input[0]);
        byte[] bytes = Arrays.copyOfRange(input, 2, input.length);

        WireSession wire = WireSession.of(profile, bytes, Pieces.of(input[1] & 0xFF));

        checkRecord(wire.recorded(), profile);
        for (CapturedMessage message : Stored.messages(profile.store())) {
            checkMessage(message, profile);
        }
    }

    private static Profile profile(byte bits) {
        TestProfile profile = new TestProfile();
        if ((bits & 1) != 0) {
            profile.strict();
        }
        if ((bits & 2) != 0) {
            profile.users(Users.of("ada", "pencil"));
        }
        if ((bits & 4) != 0) {
            profile.requireAuth();
        }
        if ((bits & 8) != 0) {
            profile.limits(SMALL);
        }
        switch ((bits & 0x30) >> 4) {
            case 1 -> profile.tls(TlsMode.STARTTLS);
            case 2 -> profile.tls(TlsMode.STARTTLS_REQUIRED);
            default -> profile.tls(TlsMode.OFF);
        }
        if ((bits & 0x40) != 0) {
            profile.disable(SmtpExtension.ENHANCED_STATUS_CODES);
        }
        if ((bits & 0x80) != 0) {
            profile.disable(SmtpExtension.CHUNKING).disable(SmtpExtension.SIZE).disable(SmtpExtension.DSN);
        }
        return profile.make();
    }

    private static void checkRecord(SmtpSession session, Profile profile) {
        // A reply may have more than one line.
        assertThat(session.transcript())
                .hasSizeLessThanOrEqualTo(20 * profile.limits().transcriptLines());
        session.transcript().forEach(line -> assertFitForALine(line.toString()));
        assertThat(session.rejectedCommands()).hasSizeLessThanOrEqualTo(100);
        session.rejectedCommands().forEach(rejected -> assertFitForALine(rejected.toString()));
        assertThat(session.problems()).hasSizeLessThanOrEqualTo(100);
        session.problems().forEach(problem -> assertFitForALine(problem.toString()));
        assertFitForALine(session.toString());
        session.openTransaction()
                .ifPresent(envelope -> assertThat(envelope.recipients())
                        .hasSizeLessThanOrEqualTo(profile.limits().recipients()));
    }

    private static void checkMessage(CapturedMessage message, Profile profile) {
        assertThat(message.size()).isLessThanOrEqualTo((int) profile.limits().messageSize());
        assertThat(message.envelope().recipients())
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(profile.limits().recipients());
        assertFitForALine(message.envelope().toString());
        assertFitForALine(message.toString());
        message.problems().forEach(problem -> assertFitForALine(problem.toString()));
    }

    private static void assertFitForALine(String text) {
        assertThat(text.chars().noneMatch(Character::isISOControl)).as(text).isTrue();
    }
}
