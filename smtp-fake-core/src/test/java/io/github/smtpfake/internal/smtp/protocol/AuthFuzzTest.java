package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.internal.smtp.sasl.Mechanism;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.session.TranscriptLine.Speaker;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** No response, however wrong, breaks an exchange; a password stands in nothing that is remembered. */
class AuthFuzzTest {
    private static final List<Mechanism> MECHANISMS = List.of(Mechanism.values());
    private static final String PASSWORD = "opensesame";
    private static final String[] BLANKS = {" ", "\t", "  ", " \t"};
    private static final String HELLO = "EHLO client.example.org";

    /**
     * @param input the mechanism, who may log in and whether an initial response is sent; how the command is written; and the
     *     responses with 0xFF between them, in which 0xFE stands for the password
     */
    @FuzzTest
    void noResponseBreaksAnExchange(byte[] input) {
        if (input.length < 2) {
            return;
        }
        Mechanism mechanism = MECHANISMS.get((input[0] & 7) % MECHANISMS.size());
        boolean fixed = (input[0] & 8) != 0;
        boolean initial = (input[0] & 16) != 0;
        boolean encoded = (input[0] & 32) == 0;
        String blank = BLANKS[input[1] & 3];
        List<String> responses = responses(input, encoded);
        Users users = fixed ? Users.of("ada", PASSWORD).and("bob", "") : Users.any();
        Dialogue dialogue = Dialogue.with(new TestProfile().users(users)).expect("250", HELLO);

        String command = "AUTH" + blank + mechanism.saslName();
        String reply = dialogue.say(command + (initial ? blank + responses.remove(0) : ""));
        while (reply.startsWith("334") && !responses.isEmpty()) {
            reply = dialogue.say(responses.remove(0));
        }

        assertThat(reply).matches("(?s)(235|334|500|501|503|504|535)( .*)?");
        if (reply.startsWith("334")) {
            assertThat(dialogue.say("*")).matches("(501|535) .*");
        }
        assertThat(dialogue.say("NOOP")).startsWith("250 ");
        checkNoPassword(dialogue.recorded());
        checkMasked(dialogue.recorded(), command);
    }

    /** At least one. What is no line as it stands is sent as base64 all the same. */
    private static List<String> responses(byte[] input, boolean encoded) {
        String all = new String(input, 2, input.length - 2, ISO_8859_1).replace("\u00fe", PASSWORD);
        List<String> responses = new ArrayList<>();
        for (String response : all.split("\u00ff", -1)) {
            boolean aLine = response.chars().allMatch(c -> c > ' ' && c < 127);
            responses.add(
                    encoded || !aLine ? Base64.getEncoder().encodeToString(response.getBytes(ISO_8859_1)) : response);
        }
        return responses;
    }

    private static void checkNoPassword(SmtpSession session) {
        StringBuilder kept = new StringBuilder().append(session);
        session.transcript().forEach(line -> kept.append(line).append('\n'));
        session.rejectedCommands().forEach(refusal -> kept.append(refusal).append('\n'));
        session.problems().forEach(problem -> kept.append(problem).append('\n'));
        String user = session.info().authentication().map(Authentication::user).orElse("");
        if (!user.contains(PASSWORD)) {
            kept.append(session.info());
        }
        assertThat(kept).doesNotContain(PASSWORD);
    }

    /** All that is kept of a command is its mechanism, and of a response whether there was one. */
    private static void checkMasked(SmtpSession session, String command) {
        List<String> kept = new ArrayList<>();
        session.transcript().stream()
                .filter(line -> line.speaker() == Speaker.CLIENT)
                .forEach(line -> kept.add(line.line()));
        session.rejectedCommands().forEach(refusal -> kept.add(refusal.command()));
        String shown = command.replace("\t", "\\u0009");
        assertThat(kept).isSubsetOf(HELLO, shown, shown + " ****", "****", "(response of AUTH)", "", "*", "NOOP");
    }
}
