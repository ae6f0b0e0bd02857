package io.github.smtpfake.internal.smtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.Users;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses that are almost valid: each differs from a valid one in one place. */
class MalformedResponsesTest {
    private final Credentials users = Credentials.of(Users.of("ada", "secret"));

    private SaslExchange start(Mechanism mechanism) throws MalformedResponseException {
        SaslExchange exchange = mechanism.exchange(users, "mx.example.org");
        exchange.start(Optional.empty());
        return exchange;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n,,n=ada,r=", "n,,m=ada,r=x", "n,,n:ada,r=x", "n,,n=ada,s=x", "n,,n=ada", "m,,n=ada,r=x"})
    void rejectsAMalformedFirstMessageOfScram(String message) throws Exception {
        SaslExchange exchange = start(Mechanism.SCRAM_SHA_256);

        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> exchange.next(bytes(message)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c=biws,r=x", "c=biws,p=AAAA", "r=x,c=biws,p=AAAA", "c=biws,r=x,p=?"})
    void rejectsAMalformedFinalMessageOfScram(String message) throws Exception {
        SaslExchange exchange = start(Mechanism.SCRAM_SHA_256);
        exchange.next(bytes("n,,n=ada,r=x"));

        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> exchange.next(bytes(message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00112233445566778899aabbccddeeff",
                " 00112233445566778899aabbccddeeff",
                "ada 00112233445566778899aabbccddeef",
                "ada 00112233445566778899aabbccddeefg"
            })
    void rejectsAMalformedResponseOfCramMd5(String response) throws Exception {
        SaslExchange exchange = start(Mechanism.CRAM_MD5);

        assertThatExceptionOfType(MalformedResponseException.class).isThrownBy(() -> exchange.next(bytes(response)));
    }

    /** The digest of an empty password must not stand for the missing one. */
    @Test
    void rejectsAnUnknownUserOfCramMd5WhateverTheDigest() throws Exception {
        SaslExchange exchange = Mechanism.CRAM_MD5.exchange(users, "mx.example.org");
        SaslStep.Challenge challenge = (SaslStep.Challenge) exchange.start(Optional.empty());
        String digest = HexFormat.of().formatHex(Hmac.of("HmacMD5", new byte[0], challenge.bytes()));

        assertThat(exchange.next(bytes("bob " + digest))).isInstanceOf(SaslStep.Failure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"n,a=ada", "p=x,a=ada,", "n,a=ada,x", "n,b=ada,", "n,a=,"})
    void rejectsAMalformedHeaderOfOauthbearer(String header) throws Exception {
        SaslExchange exchange = start(Mechanism.OAUTHBEARER);

        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> exchange.next(bytes(header + "\u0001auth=Bearer secret\u0001\u0001")));
    }
}
