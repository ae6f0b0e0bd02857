package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ada@example.org|''|ada@example.org",
                "<ada@example.org>|''|ada@example.org",
                "Ada <ada@example.org>|Ada|ada@example.org",
                "Ada King Lovelace <Ada@Example.org>|Ada King Lovelace|Ada@Example.org",
                "\"Lovelace, Ada\" <ada@example.org>|Lovelace, Ada|ada@example.org",
                "\"Ada \\\"The\\\" L.\" <ada@example.org>|Ada \"The\" L.|ada@example.org",
                "=?utf-8?q?J=C3=BCrgen_M=C3=BCller?= <j@example.org>|Jürgen Müller|j@example.org",
                "=?utf-8?q?J=C3=BCrgen?= =?utf-8?q?_M?= <j@example.org>|Jürgen M|j@example.org",
                "=?utf-8?q?J=C3?= =?utf-8?q?=BCrgen?= <j@example.org>|Jürgen|j@example.org",
                "\"=?utf-8?q?M=C3=BCller=2C_J?=\" <j@example.org>|Müller, J|j@example.org",
                "=?utf-8?b?TcO8bGxlciwgSg==?= <j@example.org>|Müller, J|j@example.org",
                "Jürgen <jürgen@müller.example>|Jürgen|jürgen@müller.example",
                "用户 <用户@例子.广告>|用户|用户@例子.广告",
                "\"a b\"@example.org|''|\"a b\"@example.org",
                "\"a@b\"@example.org|''|\"a@b\"@example.org",
                "ada@[127.0.0.1]|''|ada@[127.0.0.1]",
                "ada@example.org (Ada Lovelace)|Ada Lovelace|ada@example.org",
                "ada@example.org (=?utf-8?q?J=C3=BCrgen?=)|Jürgen|ada@example.org",
                "Ada (the first) <ada@example.org>|Ada|ada@example.org",
                "A. Lovelace <ada@example.org>|A. Lovelace|ada@example.org",
                "Ada <@relay.example:ada@example.org>|Ada|ada@example.org",
                // Specials of encoded words, which should be encoded.
                "=?utf-8?Q?M=C3=BCller, Eva?= <eva@example.org>|Müller, Eva|eva@example.org",
                "=?utf-8?Q?Acme: Caf=C3=A9?= <shop@example.org>|Acme: Café|shop@example.org",
                "=?utf-8?Q?a;b <c@d> (e) \"f?= <ada@example.org>|a;b <c@d> (e) \"f|ada@example.org",
                "ada@example.org (=?utf-8?Q?Ada?=)|Ada|ada@example.org",
                // Comments within addresses.
                "Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>|Pete|pete@silly.test",
                "P <p(his (secret (old)) account)@silly.test>|P|p@silly.test",
                "pete(his account)@silly.test(his host)|his host|pete@silly.test",
                "pete@(the host)silly.test|the host|pete@silly.test",
                "<(a, b)pete@silly.test(c > d)>|''|pete@silly.test",
                // White space around the at sign and, obsolete, around dots.
                "ada @ example.org|''|ada@example.org",
                "j@test   . example|''|j@test.example",
                "J <j@test   . example>|J|j@test.example",
                "ada . king@example. org|''|ada.king@example.org",
                "J < ada . king @ example . org >|J|ada.king@example.org",
                "Dr. Ada ada@example.org|Dr. Ada|ada@example.org",
                "Mr. ada@example.org|Mr.|ada@example.org",
                "Ada <ada lovelace@example.org>|Ada|ada lovelace@example.org"
            })
    void readsAMailbox(String sent, String name, String address) {
        assertThat(TestMail.of("To: " + sent).to()).containsExactly(new Address(name, address));
    }

    @Test
    void separatesMailboxesAtCommasOutsideQuotesAndComments() {
        assertThat(TestMail.of("To: \"x, y\" <a@example.org>, b@example.org (c, d),,<e@example.org>")
                        .to())
                .extracting(Address::address)
                .containsExactly("a@example.org", "b@example.org", "e@example.org");
    }

    @Test
    void readsTheMailboxesOfGroups() {
        CapturedMessage mail = TestMail.of(
                "To: Team: Ada <ada@example.org>, bob@example.org;, carol@example.org", "Cc: undisclosed-recipients:;");

        assertThat(mail.to())
                .containsExactly(
                        new Address("Ada", "ada@example.org"),
                        new Address("", "bob@example.org"),
                        new Address("", "carol@example.org"));
        assertThat(mail.cc()).isEmpty();
    }

    @Test
    void readsAFoldedListOfManyMailboxes() {
        String list = IntStream.range(0, 500)
                .mapToObj(i -> "User " + i + " <u" + i + "@example.org>")
                .collect(Collectors.joining(",\r\n "));

        assertThat(TestMail.of("To: " + list).to()).hasSize(500).last().hasToString("User 499 <u499@example.org>");
    }

    @Test
    void readsTheMailboxesOfRepeatedHeaders() {
        assertThat(TestMail.of("To: a@example.org", "Cc: c@example.org", "to: b@example.org")
                        .to())
                .extracting(Address::address)
                .containsExactly("a@example.org", "b@example.org");
    }

    @Test
    void readsTheMailboxesOfEachHeader() {
        CapturedMessage mail =
                TestMail.of("From: f@example.org", "To: t@example.org", "Cc: c@example.org", "Reply-To: r@example.org");

        assertThat(mail.from()).containsExactly(new Address("", "f@example.org"));
        assertThat(mail.to()).containsExactly(new Address("", "t@example.org"));
        assertThat(mail.cc()).containsExactly(new Address("", "c@example.org"));
        assertThat(mail.replyTo()).containsExactly(new Address("", "r@example.org"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada|Ada",
                "Ada <ada|ada",
                "ada@|ada",
                ", ,|''",
                "<>|''",
                "((((|''",
                "\"Ada|Ada",
                "Team: ada@example.org|ada@example.org"
            })
    void readsAsMuchAsPossibleOfAnInvalidMailbox(String sent, String part) {
        String read =
                TestMail.of("To: " + sent).to().stream().map(Address::toString).collect(Collectors.joining(" "));

        assertThat(read).contains(part);
    }
}
