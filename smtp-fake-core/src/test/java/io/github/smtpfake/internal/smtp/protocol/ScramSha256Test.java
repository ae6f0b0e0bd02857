package io.github.smtpfake.internal.smtp.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Users;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A client for RFC 5802 that uses the PBKDF2 of the JDK. */
class ScramSha256Test {
    private static final String CLIENT_NONCE = "rOprNGfwEbeRWgbNEkqO";

    private final Dialogue dialogue =
            Dialogue.with(new TestProfile().users(Users.of("ada", "pencil"))).ehlo();

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String decoded(String reply) {
        assertThat(reply).startsWith("334 ");
        return new String(Base64.getDecoder().decode(reply.substring(4)), UTF_8);
    }

    private static byte[] hmac(byte[] key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    /** Sends both messages of the client and returns the reply to the last. Verifies the server's proof, if there is one. */
    private String logIn(String user, String password) throws Exception {
        String clientFirst = "n=" + user + ",r=" + CLIENT_NONCE;
        String serverFirst =
                decoded(dialogue.say("AUTH SCRAM-SHA-256 " + base64(("n,," + clientFirst).getBytes(UTF_8))));
        assertThat(serverFirst).matches("r=" + CLIENT_NONCE + "[^,]{20,},s=[^,]+,i=4096");
        String nonce = serverFirst.substring(2, serverFirst.indexOf(",s="));
        byte[] salt = Base64.getDecoder()
                .decode(serverFirst.substring(serverFirst.indexOf(",s=") + 3, serverFirst.indexOf(",i=")));

        byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 4096, 256))
                .getEncoded();
        String withoutProof = "c=biws,r=" + nonce;
        String authMessage = clientFirst + "," + serverFirst + "," + withoutProof;
        byte[] clientKey = hmac(salted, "Client Key");
        byte[] signature = hmac(MessageDigest.getInstance("SHA-256").digest(clientKey), authMessage);
        byte[] proof = new byte[32];
        for (int i = 0; i < proof.length; i++) {
            proof[i] = (byte) (clientKey[i] ^ signature[i]);
        }
        String reply = dialogue.say(base64((withoutProof + ",p=" + base64(proof)).getBytes(UTF_8)));
        if (reply.startsWith("334")) {
            assertThat(decoded(reply)).isEqualTo("v=" + base64(hmac(hmac(salted, "Server Key"), authMessage)));
        }
        return reply;
    }

    @Test
    void provesThePasswordToBothSides() throws Exception {
        assertThat(logIn("ada", "pencil")).startsWith("334");
        assertThat(dialogue.say("")).startsWith("235 2.7.0 ");
    }

    @Test
    void acceptsNoncesOfUpToAThousandCharacters() {
        String longest = "r".repeat(1_000);

        assertThat(decoded(dialogue.say("AUTH SCRAM-SHA-256 " + base64(("n,,n=ada,r=" + longest).getBytes(UTF_8)))))
                .startsWith("r=" + longest);
        dialogue.expect("501", "*");
        assertThat(dialogue.say("AUTH SCRAM-SHA-256 " + base64(("n,,n=ada,r=" + longest + "r").getBytes(UTF_8))))
                .startsWith("501 5.5.2 ")
                .contains("the nonce must have at most 1000 characters");
    }

    @Test
    void rejectsAWrongPassword() throws Exception {
        assertThat(logIn("ada", "crayon")).startsWith("535 5.7.8 ");
    }

    @Test
    void rejectsAnUnknownUserLikeAWrongPassword() throws Exception {
        assertThat(logIn("eve", "")).startsWith("535 5.7.8 ");
    }

    @Test
    void rejectsMalformedMessages() {
        assertThat(dialogue.say("AUTH SCRAM-SHA-256 " + base64("p=tls-unique,,n=ada,r=x".getBytes(UTF_8))))
                .startsWith("501 5.5.2 ");
        assertThat(dialogue.say("AUTH SCRAM-SHA-256 " + base64("n,,r=x".getBytes(UTF_8))))
                .startsWith("501 5.5.2 ");
        dialogue.expect("334", "AUTH SCRAM-SHA-256 " + base64("n,,n=ada,r=x".getBytes(UTF_8)));
        assertThat(dialogue.say(base64("c=biws,r=x".getBytes(UTF_8)))).startsWith("501 5.5.2 ");
    }
}
