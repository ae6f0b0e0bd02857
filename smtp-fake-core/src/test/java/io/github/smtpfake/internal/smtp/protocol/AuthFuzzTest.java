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

/** No response, however malformed, breaks an exchange, and no password is recorded. */
class AuthFuzzTest {
    /** A rejected response to any mechanism. */
    private static final String RESPONSE = "(AUTH response)";

    private static final List<Mechanism> MECHANISMS = List.of(Mechanism.values());
    private static final String PASSWORD = "opensesame";
    private static final String[] SPACES = {" ", "\t", "  ", " \t"};
    private static final String HELLO = "EHLO client.example.org";

    /**
     * @param input the mechanism, the users and whether an initial response is sent; the spelling of the command; and the
     *     responses, separated by 0xFF, with 0xFE for the password
     */
    @FuzzTest
    void survivesAnyResponses(byte[] input) {
        if (input.length < 2) {
            return;
        }
        Mechanism mechanism = MECHANISMS.get((input[0] & 7) % MECHANISMS.size());
        boolean fixed = (input[0] & 8) != 0;
        boolean initial = (input[0] & 16) != 0;
        boolean encoded = (input[0] & 32) == 0;
        String space = SPACES[input[1] & 3];
        List<String> responses = responses(input, encoded);
        Users users = fixed ? Users.of("ada", PASSWORD).and("bob", "") : Users.any();
        Dialogue dialogue = Dialogue.with(new TestProfile().users(users)).expect("250", HELLO);

        String command = "AUTH" + space + mechanism.saslName();
        String reply = dialogue.say(command + (initial ? space + responses.remove(0) : ""));
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

    /** Returns at least one response; those that are not valid lines are sent as base64. */
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
        StringBuilder kept = new StringBuilder();
        session.transcript().forEach(line -> kept.append(line).append('\n'));
        session.rejectedCommands().forEach(rejected -> kept.append(rejected).append('\n'));
        session.problems().forEach(problem -> kept.append(problem).append('\n'));
        String user = session.info().authentication().map(Authentication::user).orElse("");
        // The name of the user is shown, also if a client sends the password as a part of it.
        if (!user.contains(PASSWORD)) {
            kept.append(session).append(session.info());
        }
        assertThat(kept).doesNotContain(PASSWORD);
    }

    /** Only the mechanism of a command is kept, and whether there was a response. */
    private static void checkMasked(SmtpSession session, String command) {
        List<String> kept = new ArrayList<>();
        session.transcript().stream()
                .filter(line -> line.speaker() == Speaker.CLIENT)
                .forEach(line -> kept.add(line.line()));
        session.rejectedCommands()
                .forEach(rejected ->
                        kept.add(rejected.command().replaceFirst("^\\(AUTH [A-Z0-9-]+ response\\)$", RESPONSE)));
        String shown = command.replace("\t", "\\u0009");
        assertThat(kept).isSubsetOf(HELLO, shown, shown + " ****", "****", RESPONSE, "", "*", "NOOP");
    }
}
