package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Users;
import io.github.smtpfake.session.Authentication;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any user can log in with any password by every mechanism that can carry them, and with no other password. */
class AuthPropertiesTest {

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00a0', '\ud7ff')
                .ofMinLength(1)
                .ofMaxLength(40);
    }

    @Property(tries = 300)
    void plainTakesAnyUserAndPassword(@ForAll @From("names") String user, @ForAll @From("names") String password) {
        Dialogue dialogue = fixed(user, password);

        assertThat(dialogue.say("AUTH PLAIN " + base64("\0" + user + "\0" + password + "x")))
                .startsWith("535 ");
        assertThat(dialogue.say("AUTH PLAIN " + base64("\0" + user + "\0" + password)))
                .startsWith("235 ");
        assertLoggedIn(dialogue, user, "PLAIN");
    }

    @Property(tries = 300)
    void loginTakesAnyUserAndPassword(@ForAll @From("names") String user, @ForAll @From("names") String password) {
        Dialogue dialogue = fixed(user, password);

        assertThat(dialogue.expect("334", "AUTH LOGIN " + base64(user)).say(base64("x" + password)))
                .startsWith("535 ");
        assertThat(dialogue.expect("334", "AUTH LOGIN")
                        .expect("334", base64(user))
                        .say(base64(password)))
                .startsWith("235 ");
        assertLoggedIn(dialogue, user, "LOGIN");
    }

    @Property(tries = 300)
    void cramMd5TakesAnyUserAndPassword(@ForAll @From("names") String user, @ForAll @From("names") String password)
            throws Exception {
        Dialogue dialogue = fixed(user, password);

        assertThat(dialogue.say(base64(user + " " + digest(password + "x", dialogue.say("AUTH CRAM-MD5")))))
                .startsWith("535 ");
        assertThat(dialogue.say(base64(user + " " + digest(password, dialogue.say("AUTH CRAM-MD5")))))
                .startsWith("235 ");
        assertLoggedIn(dialogue, user, "CRAM-MD5");
    }

    private static Dialogue fixed(String user, String password) {
        return Dialogue.with(new TestProfile().users(Users.of(user, password))).ehlo();
    }

    private static void assertLoggedIn(Dialogue dialogue, String user, String mechanism) {
        assertThat(dialogue.recorded().info().authentication()).hasValue(new Authentication(user, mechanism));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String digest(String password, String reply) throws Exception {
        assertThat(reply).startsWith("334 ");
        Mac mac = Mac.getInstance("HmacMD5");
        mac.init(new SecretKeySpec(password.getBytes(UTF_8), "HmacMD5"));
        return HexFormat.of().formatHex(mac.doFinal(Base64.getDecoder().decode(reply.substring(4))));
    }
}
