package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.internal.smtp.protocol.PathParser.PathException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathParserTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "Ada.Lovelace@Example.ORG",
                "!#$%&'*+-/=?^_`{|}~@example.org",
                "a.b.c@example.org",
                "1@1.example",
                "a@my_host.example",
                "a@xn--mller-kva.example",
                "\"a b\"@example.org",
                "\"a\\\"b\"@example.org",
                "\"a\\\\\"@example.org",
                "\"a@b\"@example.org",
                "\"a>b\"@example.org",
                "\"x,y;z\"@example.org",
                "\"\"@example.org",
                "\"<>\"@example.org",
                "a@[127.0.0.1]",
                "a@[IPv6:::1]",
                "a@[ipv6:2001:db8::1]",
                "a@[IPv6:::ffff:192.0.2.1]",
                "a@[X-tag:some!content]",
                "postmaster@example.org"
            })
    void acceptsValidMailboxes(String mailbox) throws PathException {
        PathParser forward = new PathParser("<" + mailbox + "> SIZE=1");
        assertThat(forward.forwardPath()).isEqualTo(mailbox);
        assertThat(forward.rest()).isEqualTo(" SIZE=1");
        assertThat(new PathParser("<" + mailbox + ">").reversePath()).isEqualTo(mailbox);
    }

    @Test
    void keepsLongAddresses() throws PathException {
        String mailbox = "l".repeat(500) + "@" + "d".repeat(1_000) + ".example";

        assertThat(new PathParser("<" + mailbox + ">").forwardPath()).isEqualTo(mailbox);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<@relay.example:u@c.example>|u@c.example",
                "<@a,@b:u@c>|u@c",
                "<@a.example,@[192.0.2.1],@b:\"x:y\"@c>|\"x:y\"@c"
            })
    void removesSourceRoutes(String path, String mailbox) throws PathException {
        assertThat(new PathParser(path).forwardPath()).isEqualTo(mailbox);
        assertThat(new PathParser(path).reversePath()).isEqualTo(mailbox);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a@b.org|expected \"<\" before the address",
                "|expected \"<\" before the address",
                "<a@b.org|expected \">\" after the address",
                "<\"a\u0085b\"@c>|control character in the local part",
                "<poſtmaster>|expected \"@\" after the local part",
                "<a@b.org >|space in the address",
                "<a@b.o rg>|space in the address",
                "<a@b.org>x|expected a space after \">\"",
                "<a@b.org>>|expected a space after \">\"",
                "<<a@b.org>>|invalid character in the local part",
                "<a>|expected \"@\" after the local part",
                "<|incomplete address",
                "<@b.org>|expected \":\" after the source route",
                "<@a,b:u@c>|expected \"@\" in the source route",
                "<@a:@c>|missing local part before \"@\"",
                "<a@>|missing domain after \"@\"",
                "<a@@b.org>|more than one \"@\"",
                "<a@ b.org>|space in the domain",
                "<a@!b.org>|invalid character in the domain",
                "<a@b.@c.org>|dot at the end of the domain",
                "<a@b..org>|two dots in a row in the domain",
                "<a@.b.org>|dot at the start of the domain",
                "<a@b.org.>|dot at the end of the domain",
                "<a@-b.org>|label of the domain starts or ends with \"-\"",
                "<a@b-.org>|label of the domain starts or ends with \"-\"",
                "<a@b@c>|more than one \"@\"",
                "<.a@b.org>|dot at the start of the local part, or two dots in a row",
                "<a..b@b.org>|dot at the start of the local part, or two dots in a row",
                "<a.@b.org>|dot at the end of the local part",
                "<a b@c.org>|space in the local part",
                "< a@b.org>|space in the local part",
                "<a,b@c.org>|expected \"@\" after the local part",
                "<a(b)@c.org>|expected \"@\" after the local part",
                "<\"a@b.org>|missing closing quote",
                "<\"a\\\"@b.org>|missing closing quote",
                "<\"a|missing closing quote",
                "<\"a\\|missing closing quote",
                "<\"a\"b@c.org>|expected \"@\" after the local part",
                "<\"a\u0001\"@b.org>|control character in the local part",
                "<\"a\\\u0000\"@b.org>|control character in the local part",
                "<\"a\u007f\"@b.org>|control character in the local part",
                "<a\u0000@b.org>|expected \"@\" after the local part",
                "<a@b\u0000.org>|expected \">\" after the address",
                "<a@b\r.org>|expected \">\" after the address",
                "<a\u0085@b.org>|expected \"@\" after the local part",
                "<a@[127.0.0.1>|missing \"]\" after the address literal",
                "<a@[127.0.0]>|invalid address literal in brackets",
                "<a@[127.0.0.256]>|invalid address literal in brackets",
                "<a@[127.0.0.1.1]>|invalid address literal in brackets",
                "<a@[]>|invalid address literal in brackets",
                "<a@[IPv6:]>|invalid address literal in brackets",
                "<a@[IPv6:12345::]>|invalid address literal in brackets",
                "<a@[IPv6:fe80::1%eth0]>|invalid address literal in brackets",
                "<a@[localhost]>|invalid address literal in brackets",
                "<a@[127.0.0.1]x>|expected \">\" after the address"
            })
    void explainsWhatIsInvalid(String path, String reason) {
        String text = path == null ? "" : path;

        assertThatExceptionOfType(PathException.class)
                .isThrownBy(() -> new PathParser(text).reversePath())
                .withMessage(reason);
        assertThatExceptionOfType(PathException.class)
                .isThrownBy(() -> new PathParser(text).forwardPath())
                .withMessage(reason);
    }

    @Test
    void acceptsTheNullPathOnlyAsReversePath() throws PathException {
        PathParser reverse = new PathParser("<> BODY=7BIT");
        assertThat(reverse.reversePath()).isEmpty();
        assertThat(reverse.rest()).isEqualTo(" BODY=7BIT");
        assertThatExceptionOfType(PathException.class).isThrownBy(() -> new PathParser("<>").forwardPath());
    }

    @Test
    void acceptsPostmasterWithoutDomainOnlyAsForwardPath() throws PathException {
        assertThat(new PathParser("<PostMaster>").forwardPath()).isEqualTo("PostMaster");
        assertThatExceptionOfType(PathException.class).isThrownBy(() -> new PathParser("<postmaster>").reversePath());
    }
}
