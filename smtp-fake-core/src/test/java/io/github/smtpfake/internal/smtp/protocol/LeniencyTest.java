package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server accepts only if it is configured to. {@link AllowBareLfTest} tests the end of a message. */
class LeniencyTest {

    @ParameterizedTest
    @ValueSource(strings = {"a@example.org", " a@example.org", "a@example.org SIZE=1", "\"a b\"@[192.0.2.1]"})
    void acceptsPathsWithoutBrackets(String path) {
        String address = path.contains("\"") ? "\"a b\"@[192.0.2.1]" : "a@example.org";
        Dialogue dialogue = allowing(Leniency.UNBRACKETED_PATHS)
                .expect("250", "MAIL FROM:" + path)
                .expect("250", "RCPT TO:" + path.replace("SIZE=1", "NOTIFY=NEVER"));

        Envelope envelope = dialogue.recorded().openTransaction().orElseThrow();
        assertThat(envelope.sender()).isEqualTo(address);
        assertThat(envelope.recipients()).containsExactly(address);
        assertThat(ids(dialogue)).filteredOn("unbracketedPath"::equals).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "a@",
                "a@example.org>",
                "<a@example.org",
                "a@example.orgSIZE=1,",
                "@x:a@example.org"
            })
    void rejectsMalformedPathsWithoutBrackets(String path) {
        Dialogue dialogue = allowing(Leniency.UNBRACKETED_PATHS);

        assertThat(dialogue.say("MAIL FROM:" + path)).startsWith("501 5.1.7 ");
        assertThat(ids(dialogue)).contains("malformedAddress").doesNotContain("unbracketedPath");
    }

    @Test
    void acceptsPathsWithBracketsWithoutAProblem() {
        Dialogue dialogue = allowing(Leniency.UNBRACKETED_PATHS)
                .expect("250", "MAIL FROM:<>")
                .expect("250", "RCPT TO:<@relay.example:b@example.org>")
                .expect("250", "RCPT TO:<postmaster>");

        assertThat(ids(dialogue)).isEmpty();
    }

    @Test
    void acceptsUnknownParameters() {
        Dialogue dialogue = allowing(Leniency.UNKNOWN_PARAMETERS)
                .expect("250", "MAIL FROM:<a@example.org> XTEST=1 BODY=7BIT")
                .expect("250", "RCPT TO:<b@example.org> x-flag NOTIFY=NEVER");

        Envelope envelope = dialogue.recorded().openTransaction().orElseThrow();
        assertThat(envelope.parameters()).isEqualTo(Map.of("XTEST", "1", "BODY", "7BIT"));
        assertThat(envelope.recipientParameters())
                .isEqualTo(Map.of("b@example.org", List.of(Map.of("X-FLAG", "", "NOTIFY", "NEVER"))));
        assertThat(ids(dialogue)).containsExactly("unknownParameter", "unknownParameter");
    }

    @Test
    void acceptsParametersOfDisabledExtensions() {
        Dialogue dialogue = Dialogue.with(new TestProfile()
                        .allowing(Leniency.UNKNOWN_PARAMETERS)
                        .disable(SmtpExtension.DSN)
                        .disable(SmtpExtension.SIZE))
                .ehlo()
                .expect("250", "MAIL FROM:<a@example.org> RET=FULL SIZE=x")
                .expect("250", "RCPT TO:<b@example.org> NOTIFY=NEVER");

        assertThat(ids(dialogue)).containsExactly("unknownParameter", "unknownParameter", "unknownParameter");
    }

    @Test
    void rejectsMalformedParametersDespiteTheLeniency() {
        Dialogue dialogue = allowing(Leniency.UNKNOWN_PARAMETERS);

        assertThat(dialogue.say("MAIL FROM:<a@example.org> X_Y=1")).startsWith("501 5.5.4 ");
        assertThat(dialogue.say("MAIL FROM:<a@example.org> X=1 X=2")).startsWith("501 5.5.4 ");
        assertThat(dialogue.say("MAIL FROM:<a@example.org> BODY=9BIT")).startsWith("501 5.5.4 ");
    }

    @Test
    void acceptsBase64WithoutPadding() {
        String response = base64("\0bob\0fives");
        assertThat(response).endsWith("=");
        String unpadded = response.replace("=", "");

        Dialogue initial = authenticating(Leniency.UNPADDED_BASE64).expect("235", "AUTH PLAIN " + unpadded);
        Dialogue later = authenticating(Leniency.UNPADDED_BASE64)
                .expect("334", "AUTH PLAIN")
                .expect("235", unpadded);
        Dialogue padded = authenticating(Leniency.UNPADDED_BASE64).expect("235", "AUTH PLAIN " + response);

        assertThat(ids(initial)).containsExactly("unpaddedBase64");
        assertThat(ids(later)).containsExactly("unpaddedBase64");
        assertThat(ids(padded)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGJvYgBmaXZlc", "AGJv*gBmaXZlcw", "AGJvYgBmaXZlcw=", "AGJvYgBmaXZlcw==="})
    void rejectsOtherResponsesDespiteTheLeniency(String response) {
        Dialogue dialogue = authenticating(Leniency.UNPADDED_BASE64);

        assertThat(dialogue.say("AUTH PLAIN " + response)).startsWith("501 5.5.2 ");
        assertThat(ids(dialogue)).doesNotContain("unpaddedBase64");
    }

    @Test
    void rejectsAllOfThemByDefault() {
        assertThat(Dialogue.greeted().say("MAIL FROM:a@example.org")).startsWith("501 5.1.7 ");
        assertThat(Dialogue.mailGiven().say("RCPT TO:a@example.org")).startsWith("501 5.1.3 ");
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> XTEST=1")).startsWith("555 5.5.4 ");
        assertThat(Dialogue.greeted().say("AUTH PLAIN " + base64("\0bob\0fives").replace("=", "")))
                .startsWith("501 5.5.2 ");
    }

    private static Dialogue allowing(Leniency leniency) {
        return Dialogue.with(new TestProfile().allowing(leniency)).ehlo();
    }

    private static Dialogue authenticating(Leniency leniency) {
        return Dialogue.with(new TestProfile().users(Users.of("bob", "fives")).allowing(leniency))
                .ehlo();
    }

    private static List<String> ids(Dialogue dialogue) {
        return dialogue.recorded().problems().stream().map(Problem::id).toList();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
