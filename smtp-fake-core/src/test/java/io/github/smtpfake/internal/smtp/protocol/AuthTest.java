package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.session.Authentication;
import io.github.smtpfake.session.TranscriptLine;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTest {
    private static final String PASSWORD = "päss=word, 1";

    private static Dialogue fixed() {
        return Dialogue.with(new TestProfile().users(Users.of("ada", PASSWORD).and("bob", "other")))
                .ehlo();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String challenge(String reply) {
        assertThat(reply).startsWith("334 ");
        return new String(Base64.getDecoder().decode(reply.substring(4)), UTF_8);
    }

    @Test
    void offersOnlyMechanismsThatSendThePasswordIfItKnowsOnlyAHash() {
        Users users = Users.of("bob", "other").andMatching("ada", PASSWORD::equals);
        TestProfile profile = new TestProfile().users(users);

        assertThat(Dialogue.with(profile).say("EHLO x")).contains("AUTH PLAIN LOGIN\n");
        for (String mechanism : List.of("CRAM-MD5", "SCRAM-SHA-256", "XOAUTH2", "OAUTHBEARER")) {
            Dialogue.with(profile).ehlo().expect("504", "AUTH " + mechanism);
        }
        Dialogue.with(profile).ehlo().expect("235", "AUTH PLAIN " + base64("\0ada\0" + PASSWORD));
        Dialogue.with(profile).ehlo().expect("535", "AUTH PLAIN " + base64("\0ada\0other"));
        Dialogue.with(profile).ehlo().expect("235", "AUTH PLAIN " + base64("\0bob\0other"));
    }

    @Test
    void asksTheClientToTryAgainIfItIsTooBusyToCheckAPassword() {
        TestProfile profile = new TestProfile().users(Users.of("bob", "other").andMatching("ada", password -> {
            throw new RejectedExecutionException("busy");
        }));
        Dialogue dialogue = Dialogue.with(profile).ehlo();

        assertThat(dialogue.say("AUTH PLAIN " + base64("\0ada\0x"))).startsWith("454 4.7.0 ");
        assertThat(dialogue.say("AUTH PLAIN " + base64("\0mallory\0x"))).startsWith("454 4.7.0 ");
        dialogue.expect("334", "AUTH LOGIN " + base64("ada"));
        assertThat(dialogue.say(base64("x"))).startsWith("454 4.7.0 ");
        dialogue.expect("235", "AUTH PLAIN " + base64("\0bob\0other"));
    }

    @Test
    void offersTheMechanismsThatFitTheUsers() {
        assertThat(Dialogue.open().say("EHLO x")).contains("AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2 OAUTHBEARER\n");
        assertThat(fixed().say("EHLO x")).contains("AUTH PLAIN LOGIN CRAM-MD5 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER\n");
    }

    @Test
    void rejectsAuthWhenItIsDisabled() {
        Dialogue dialogue = Dialogue.disable(SmtpExtension.AUTH);

        assertThat(dialogue.say("EHLO x")).doesNotContain("AUTH");
        assertThat(dialogue.say("AUTH PLAIN " + base64("\0ada\0x"))).startsWith("502 5.5.1 ");
        assertThat(dialogue.say("MAIL FROM:<a@example.org> AUTH=<>")).startsWith("555 5.5.4 ");
    }

    @Test
    void acceptsPlainWithAnInitialResponse() {
        assertThat(fixed().say("AUTH PLAIN " + base64("\0ada\0" + PASSWORD)))
                .isEqualTo("235 2.7.0 Authentication succeeded");
        assertThat(fixed().say("auth plain " + base64("admin\0ada\0" + PASSWORD)))
                .startsWith("235");
    }

    @Test
    void sendsAnEmptyChallengeForPlain() {
        Dialogue dialogue = fixed();

        assertThat(dialogue.say("AUTH PLAIN")).isEqualTo("334");
        assertThat(dialogue.say(base64("\0ada\0" + PASSWORD))).startsWith("235");
    }

    @Test
    void keepsTheSpaceOfAnEmptyChallenge() {
        assertThat(Replies.challenge(new byte[0])).hasToString("334 \r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0ada\0wrong", "\0ada\0", "\0eve\0wrong", "\0bob\0wrong"})
    void rejectsWrongCredentialsOfPlain(String response) {
        Dialogue dialogue = fixed();

        assertThat(dialogue.say("AUTH PLAIN " + base64(response)))
                .isEqualTo("535 5.7.8 Authentication credentials invalid");
        assertThat(dialogue.say("AUTH PLAIN " + base64("\0ada\0" + PASSWORD))).startsWith("235");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "\0ada", "\0\0password", "a\0b\0c\0d"})
    void rejectsMalformedResponsesOfPlainEvenIfAllUsersAreAccepted(String response) {
        assertThat(Dialogue.greeted().say("AUTH PLAIN " + base64(response))).startsWith("501 5.5.2 ");
    }

    @Test
    void readsAnEqualsSignAsEmptyInitialResponse() {
        assertThat(Dialogue.greeted().say("AUTH PLAIN =")).startsWith("501 5.5.2 ");
        assertThat(Dialogue.greeted().say("AUTH LOGIN =")).startsWith("501 5.5.2 ");
    }

    @Test
    void asksForNameAndPasswordWithLogin() {
        Dialogue dialogue = fixed();

        assertThat(dialogue.say("AUTH LOGIN")).isEqualTo("334 VXNlcm5hbWU6");
        assertThat(dialogue.say(base64("ada"))).isEqualTo("334 UGFzc3dvcmQ6");
        assertThat(dialogue.say(base64(PASSWORD))).startsWith("235");
    }

    @Test
    void acceptsTheUserNameAsInitialResponseOfLogin() {
        Dialogue dialogue = fixed();

        assertThat(dialogue.say("AUTH LOGIN " + base64("ada"))).isEqualTo("334 UGFzc3dvcmQ6");
        assertThat(dialogue.say(base64("wrong"))).startsWith("535");
    }

    @ParameterizedTest
    @CsvSource({"ada,235", "bob,535", "eve,535"})
    void comparesTheKeyedHashOfCramMd5(String user, String code) throws Exception {
        Dialogue dialogue = fixed();
        String challenge = challenge(dialogue.say("AUTH CRAM-MD5"));
        assertThat(challenge).matches("<.+@mail\\.example\\.org>");

        assertThat(dialogue.say(base64(user + " " + hmacMd5(PASSWORD, challenge))))
                .startsWith(code);
    }

    @Test
    void neverRepeatsAChallengeOfCramMd5() {
        assertThat(Dialogue.greeted().say("AUTH CRAM-MD5"))
                .isNotEqualTo(Dialogue.greeted().say("AUTH CRAM-MD5"));
    }

    @Test
    void acceptsAnyWellFormedHashOfCramMd5IfAllUsersAreAccepted() {
        Dialogue dialogue = Dialogue.greeted().expect("334", "AUTH CRAM-MD5");

        assertThat(dialogue.say(base64("ada 00112233445566778899aabbccddeeff"))).startsWith("235");
    }

    @Test
    void rejectsMalformedResponsesOfCramMd5() {
        assertThat(Dialogue.greeted().expect("334", "AUTH CRAM-MD5").say(base64("ada 0011")))
                .startsWith("501 5.5.2 ");
        assertThat(Dialogue.greeted().say("AUTH CRAM-MD5 " + base64("ada"))).startsWith("501 5.5.2 ");
    }

    private static String hmacMd5(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacMD5"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }

    @Test
    void readsTheTokenOfXoauth2AsPassword() {
        String right = "user=bob\1auth=Bearer other\1\1";

        assertThat(fixed().say("AUTH XOAUTH2 " + base64(right))).startsWith("235");
        assertThat(fixed().expect("334", "AUTH XOAUTH2").say(base64(right))).startsWith("235");
    }

    @Test
    void sendsTheReasonBeforeRejectingXoauth2() {
        Dialogue dialogue = fixed();

        String reply = dialogue.say("AUTH XOAUTH2 " + base64("user=bob\1auth=Bearer wrong\1\1"));
        assertThat(challenge(reply)).startsWith("{\"status\":\"401\"");
        assertThat(dialogue.say("")).startsWith("535 5.7.8 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user=bob\1\1", "user=\1auth=Bearer x\1\1", "user=bob\1auth=Bearer x", "bob", "\1\1"})
    void rejectsMalformedResponsesOfXoauth2(String response) {
        assertThat(Dialogue.greeted().say("AUTH XOAUTH2 " + base64(response))).startsWith("501 5.5.2 ");
    }

    @Test
    void readsTheTokenOfOauthbearerAsPassword() {
        String right = "n,a=bob,\1host=localhost\1port=25\1auth=Bearer other\1\1";

        assertThat(fixed().say("AUTH OAUTHBEARER " + base64(right))).startsWith("235");
        assertThat(fixed().say("AUTH OAUTHBEARER " + base64(right.replace("other", "wrong"))))
                .startsWith("334");
    }

    @Test
    void findsTheUserOfOauthbearerByTheToken() {
        String right = "n,,\1host=localhost\1auth=Bearer other\1\1";
        Dialogue dialogue = fixed().expect("235", "AUTH OAUTHBEARER " + base64(right));

        assertThat(dialogue.recorded().info().authentication()).hasValue(new Authentication("bob", "OAUTHBEARER"));
        assertThat(fixed().say("AUTH OAUTHBEARER " + base64(right.replace("other", "wrong"))))
                .startsWith("334");
    }

    @Test
    void acceptsAnyTokenOfOauthbearerIfAllUsersAreAccepted() {
        Dialogue dialogue =
                Dialogue.greeted().expect("235", "AUTH OAUTHBEARER " + base64("n,,\1host=h\1auth=Bearer tok\1\1"));

        assertThat(dialogue.recorded().info().authentication()).hasValue(new Authentication("", "OAUTHBEARER"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n,a=,\1auth=Bearer x\1\1", "p=tls,a=bob,\1auth=Bearer x\1\1", "a=bob\1auth=Bearer x\1\1"})
    void rejectsMalformedResponsesOfOauthbearer(String response) {
        assertThat(Dialogue.greeted().say("AUTH OAUTHBEARER " + base64(response)))
                .startsWith("501 5.5.2 ");
    }

    @Test
    void cancelsAuthOnAnAsterisk() {
        Dialogue dialogue = fixed().expect("334", "AUTH LOGIN");

        assertThat(dialogue.say("*")).startsWith("501 5.7.0 ");
        assertThat(dialogue.say("NOOP")).startsWith("250");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH PLAIN !!!", "AUTH PLAIN QUJ", "AUTH PLAIN QU=C"})
    void rejectsInvalidBase64(String command) {
        assertThat(Dialogue.greeted().say(command)).isEqualTo("501 5.5.2 Response is not valid base64");
    }

    @Test
    void rejectsMechanismsThatAreUnknownOrNotOffered() {
        assertThat(Dialogue.greeted().say("AUTH GSSAPI")).startsWith("504 5.5.4 ");
        assertThat(Dialogue.greeted().say("AUTH SCRAM-SHA-256")).startsWith("504 5.5.4 ");
        assertThat(Dialogue.greeted().say("AUTH")).startsWith("501 5.5.4 ");
        assertThat(Dialogue.greeted().say("AUTH PLAIN a b")).startsWith("501 5.5.4 ");
    }

    @Test
    void rejectsAuthOutOfOrder() {
        String auth = "AUTH PLAIN " + base64("\0ada\0x");

        assertThat(Dialogue.open().say(auth)).startsWith("503 5.5.1 ");
        assertThat(Dialogue.greeted().expect("235", auth).say(auth)).startsWith("503 5.5.1 ");
        assertThat(Dialogue.mailGiven().say(auth)).startsWith("503 5.5.1 ");
    }

    @Test
    void rejectsMailBeforeRequiredAuth() {
        Dialogue dialogue = Dialogue.with(new TestProfile().requireAuth()).ehlo();

        assertThat(dialogue.say("MAIL FROM:<a@example.org>")).startsWith("530 5.7.0 ");
        dialogue.expect("235", "AUTH PLAIN " + base64("\0ada\0x"));
        assertThat(dialogue.say("MAIL FROM:<a@example.org>")).startsWith("250");
    }

    /** RFC 4954, 6. */
    @ParameterizedTest
    @ValueSource(strings = {"RCPT TO:<b@example.org>", "DATA", "VRFY ada", "HELP", "mail from:<a@example.org>", "MAIL"})
    void rejectsCommandsThatNeedALogin(String command) {
        Dialogue dialogue = Dialogue.with(new TestProfile().requireAuth()).ehlo();

        assertThat(dialogue.say(command)).isEqualTo("530 5.7.0 Authentication required");
        assertThat(dialogue.recorded().problems()).isEmpty();
    }

    @Test
    void rejectsAChunkBeforeALogin() {
        Dialogue dialogue = Dialogue.with(new TestProfile().requireAuth()).ehlo();

        assertThat(dialogue.say("BDAT 6 LAST", "NOOP")).isEqualTo("530 5.7.0 Authentication required");
        assertThat(dialogue.say("NOOP")).startsWith("250 ");
    }

    @ParameterizedTest
    @CsvSource({
        "EHLO x,          250", "HELO x,          250", "NOOP,            250", "RSET,            250",
        "QUIT,            221", "AUTH LOGIN,      334", "STARTTLS,        220", "FOO,             500",
        "EXPN staff,      502"
    })
    void answersCommandsThatNeedNoLogin(String command, String code) {
        Dialogue dialogue = Dialogue.with(new TestProfile().requireAuth().tls(TlsMode.STARTTLS))
                .ehlo();

        assertThat(dialogue.say(command)).startsWith(code);
    }

    @Test
    void asksForEhloBeforeTheLogin() {
        assertThat(Dialogue.with(new TestProfile().requireAuth()).say("MAIL FROM:<a@example.org>"))
                .startsWith("503 5.5.1 ");
        assertThat(Dialogue.with(new TestProfile().requireAuth().allowing(Leniency.MAIL_BEFORE_EHLO))
                        .say("MAIL FROM:<a@example.org>"))
                .startsWith("530 5.7.0 ");
    }

    @Test
    void acceptsAuthLinesUpToTheirOwnLimit() {
        String token = base64("user=bob\1auth=Bearer " + "x".repeat(9_000) + "\1\1");
        assertThat(token.length()).isBetween(12_000, 12_288 - "AUTH XOAUTH2 ".length());

        assertThat(Dialogue.greeted().say("AUTH XOAUTH2 " + token)).startsWith("235");
        assertThat(Dialogue.greeted().expect("334", "AUTH XOAUTH2").say(token)).startsWith("235");
        assertThat(Dialogue.greeted().say("NOOP " + token)).startsWith("500 5.5.2 ");
    }

    @Test
    void rejectsAuthLinesAboveALimitThatIsLowerThanThatOfCommands() {
        Dialogue dialogue =
                Dialogue.with(Limits.builder().authLine(100).build()).ehlo();
        String token = base64("user=bob\1auth=Bearer " + "x".repeat(3_000) + "\1\1");

        assertThat(dialogue.say("AUTH XOAUTH2 " + token)).startsWith("500 5.5.6 ");
        assertThat(dialogue.expect("334", "AUTH XOAUTH2").say(token)).startsWith("500 5.5.6 ");
        assertThat(dialogue.say("NOOP " + token)).startsWith("250 ");
        assertThat(dialogue.say("AUTH PLAIN " + base64("\0ada\0x"))).startsWith("235 ");
    }

    @Test
    void continuesAfterAnAuthLineAboveTheLimit() {
        Dialogue dialogue = Dialogue.greeted().expect("334", "AUTH LOGIN");

        assertThat(dialogue.say("A".repeat(12_289))).startsWith("500 5.5.6 ");
        assertThat(dialogue.say("NOOP")).startsWith("250");
    }

    @Test
    void keepsUserAndMechanismInSessionAndMessage() {
        Dialogue dialogue = fixed().expect("235", "AUTH PLAIN " + base64("\0ada\0" + PASSWORD));
        dialogue.say("MAIL FROM:<a@example.org>", "RCPT TO:<b@example.org>", "DATA", "text", ".");

        assertThat(dialogue.recorded().info().authentication()).hasValue(new Authentication("ada", "PLAIN"));
        assertThat(dialogue.message().session().authentication()).hasValue(new Authentication("ada", "PLAIN"));
    }

    @Test
    void masksPasswordsInTranscriptAndRejectedCommands() {
        String secret = base64("\0ada\0wrong");
        Dialogue dialogue = fixed();
        dialogue.say("AUTH PLAIN " + secret);
        dialogue.say("  auth   plain   " + secret);
        dialogue.say("AUTH\tPLAIN\t" + secret);
        dialogue.say("AUTH=PLAIN " + secret);
        dialogue.say("AUTHPLAIN " + secret);
        dialogue.say("AUTH\0PLAIN\u00a0" + secret);
        dialogue.say("AUTH LOGIN", base64("ada"), base64("wrong"));
        dialogue.say("AUTH PLAIN !" + secret);

        assertThat(dialogue.recorded().transcript())
                .extracting(TranscriptLine::line)
                .contains("AUTH PLAIN ****", "****")
                .noneMatch(line -> line.contains(secret) || line.contains(base64("wrong")));
        assertThat(dialogue.recorded().rejectedCommands().toString())
                .contains("AUTH PLAIN **** -> 535")
                .doesNotContain(secret, base64("wrong"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH LOGIN", "AUTH GSSAPI", "AUTH LOGIN x y"})
    void masksCredentialsThatFollowARejectedAuth(String rejected) {
        Dialogue dialogue = Dialogue.open();
        dialogue.say(rejected, "dXNlcg==", "c2VjcmV0", "FOO c2VjcmV0", "NOOP", "BAR");

        assertThat(dialogue.recorded().transcript().toString())
                .contains("NOOP", "BAR")
                .doesNotContain("dXNlcg==", "c2VjcmV0");
        assertThat(dialogue.recorded().rejectedCommands().toString())
                .contains("**** -> 500", "BAR -> 500")
                .doesNotContain("dXNlcg==", "c2VjcmV0");
    }

    @Test
    void masksThePasswordAfterAMalformedUserName() {
        Dialogue dialogue = Dialogue.greeted();
        dialogue.say("AUTH LOGIN", "", "c2VjcmV0");

        assertThat(dialogue.recorded().transcript().toString()).doesNotContain("c2VjcmV0");
        assertThat(dialogue.recorded().rejectedCommands().toString()).doesNotContain("c2VjcmV0");
    }

    @Test
    void ignoresSpacesAfterAResponse() {
        assertThat(fixed().expect("334", "AUTH PLAIN").say(base64("\0ada\0" + PASSWORD) + " \t"))
                .startsWith("235");
        assertThat(fixed().expect("334", "AUTH PLAIN").say("* ")).startsWith("501 5.7.0 ");
    }

    @Test
    void acceptsTheAuthParameterOfMail() {
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> AUTH=<>")).startsWith("250");
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> AUTH=e+3Dmc2@example.com"))
                .startsWith("250");
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> AUTH=e+3@x"))
                .startsWith("501 5.5.4 ");
        assertThat(Dialogue.greeted().say("MAIL FROM:<a@example.org> AUTH")).startsWith("501 5.5.4 ");
    }
}
