package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.smtpfake.testing.CpuTimeLimit;
import io.github.smtpfake.testing.InputSize;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that are designed to break a parser are read in linear time and without an exception. */
@ExtendWith(CpuTimeLimit.class)
class HostileMessagesTest {
    /** More than the limit of parts that are read. */
    private static final int PARTS = 12_000;

    @Test
    void readsDeeplyNestedParts() {
        StringBuilder text = new StringBuilder("Subject: deep\r\n");
        for (int depth = 0; depth < 2_000; depth++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(depth)
                    .append("x\r\n\r\n--b")
                    .append(depth)
                    .append("x\r\n");
        }
        text.append("\r\nbottom\r\n");

        CapturedMessage mail = readAll(text.toString());

        assertThat(mail.subject()).contains("deep");
        assertThat(mail.attachments()).hasSize(1);
    }

    @Test
    void readsTwentyLevelsOfParts() {
        StringBuilder text = new StringBuilder();
        for (int depth = 0; depth < 20; depth++) {
            text.append("Content-Type: multipart/mixed; boundary=b")
                    .append(depth)
                    .append("x\r\n\r\n--b")
                    .append(depth)
                    .append("x\r\n");
        }
        text.append("\r\nbottom");
        for (int depth = 19; depth >= 0; depth--) {
            text.append("\r\n--b").append(depth).append("x--\r\n");
        }

        assertThat(readAll(text.toString()).text()).contains("bottom");
    }

    @Test
    void readsMessagesWithinMessages() {
        assertThat(readAll("Content-Type: message/rfc822\r\n\r\n".repeat(500) + "x")
                        .attachments())
                .hasSize(1);
    }

    @Test
    void readsManyParts() {
        CapturedMessage mail = readAll("Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\nContent-Disposition: attachment\r\n\r\n\r\n".repeat(PARTS) + "--b--\r\n");

        assertThat(mail.attachments()).hasSizeBetween(3_000, PARTS);
    }

    @Test
    void readsManyHeaders() {
        CapturedMessage mail = readAll("X-Header: value\r\n".repeat(30_000) + "Subject: last\r\n\r\ntext");

        assertThat(mail.headers().all()).hasSize(30_001);
        assertThat(mail.subject()).contains("last");
    }

    @Test
    void readsAHeaderOfManyLines() {
        assertThat(readAll("Subject: a\r\n" + " b\r\n".repeat(100_000) + "\r\ntext")
                        .subject()
                        .orElseThrow())
                .hasSize(200_001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "=?",
                "=?utf-8?q?",
                "=?utf-8?q?=C3?= ",
                "(",
                "<",
                "[",
                "\"",
                "\\",
                ",",
                ":",
                ";",
                "@",
                "a@b,",
                "(a)",
                "=",
                "'",
                "%"
            })
    void readsLongHeadersOfAnyContent(String piece) {
        String value = piece.repeat(InputSize.of(400_000) / piece.length());
        CapturedMessage mail =
                readAll("Subject: " + value + "\r\nTo: " + value + "\r\nDate: " + value + "\r\nContent-Type: " + value
                        + "\r\nContent-Disposition: " + value + "\r\nMessage-ID: " + value + "\r\n\r\ntext");

        assertThat(mail.headers().all()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:a@b漢-",
                "http://b漢-",
                "http://b.c漢-",
                "http://漢-",
                "http://",
                "mailto:a@",
                "a://b漢",
                "<a://b",
                "x.http://b漢."
            })
    void readsTextFullOfLinks(String piece) {
        String body =
                new String(piece.repeat(InputSize.of(600_000) / piece.length()).getBytes(UTF_8), ISO_8859_1);

        assertThat(readAll("Content-Type: text/plain; charset=utf-8\r\n\r\n" + body)
                        .readableText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alternative", "mixed", "related"})
    void readsPartsOfManyTypesOnManyLevels(String subtype) {
        int levels = 10;
        StringBuilder text = new StringBuilder();
        for (int level = 0; level < levels; level++) {
            text.append("Content-Type: multipart/")
                    .append(subtype)
                    .append("; boundary=b")
                    .append(level)
                    .append("x\r\n\r\n--b")
                    .append(level)
                    .append("x\r\n");
        }
        text.append("Content-Type: text/a\r\n\r\nfirst\r\n");
        int parts = InputSize.of(9_000);
        for (int i = 0; i < parts; i++) {
            text.append("--b9x\r\nContent-Type: text/a").append(i).append("\r\n\r\n\r\n");
        }
        text.append("--b9x\r\nContent-Type: text/a1\r\n\r\nlast\r\n");

        assertThat(readAll(text.toString()).content().bodies())
                .hasSize(parts + 1)
                .hasEntrySatisfying("text/a1", shown -> assertThat(shown).contains("last"));
    }

    @Test
    void readsManyUnknownCharsets() {
        String words =
                IntStream.range(0, 50_000).mapToObj(i -> "=?x-" + i + "?q?a?= ").collect(Collectors.joining());

        assertThat(readAll("Subject: " + words + "\r\n\r\ntext").subject()).contains("a".repeat(50_000));
    }

    @Test
    void readsADateWithMuchWhiteSpace() {
        assertThat(readAll("Date: Mon" + " ".repeat(InputSize.of(1_000_000)) + "x\r\n\r\ntext")
                        .content()
                        .date())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\0", "\r\0", ".\r", "\n.\r"})
    void readsManyInvalidLineEnds(String piece) {
        assertThat(readAll("\r\n" + piece.repeat(InputSize.of(1_000_000))).problems())
                .isNotEmpty();
    }

    @Test
    void readsAFileNameInManyPieces() {
        String pieces = IntStream.range(0, 20_000)
                .mapToObj(i -> " filename*" + i + "*=%41")
                .collect(Collectors.joining(";\r\n"));

        assertThat(readAll("Content-Type: application/x\r\nContent-Disposition: attachment;\r\n" + pieces + "\r\n\r\nx")
                        .attachments())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"base64", "quoted-printable"})
    void readsABodyOfGarbage(String encoding) {
        byte[] garbage = new byte[InputSize.of(2_000_000)];
        new Random(3).nextBytes(garbage);

        CapturedMessage mail = readAll("Content-Type: application/x\r\nContent-Transfer-Encoding: " + encoding
                + "\r\n\r\n" + new String(garbage, ISO_8859_1));

        assertThat(mail.attachments()).hasSize(1);
    }

    @Test
    void readsAnyCombinationOfPieces() {
        Random random = new Random(11);
        String[] pieces = {
            "Content-Type: ",
            "multipart/mixed; boundary=b",
            "\r\n",
            "\r\n\r\n",
            "--b",
            "--",
            "--b--",
            "text/html",
            "Subject: ",
            "=?utf-8?q?",
            "?=",
            "Content-Transfer-Encoding: ",
            "base64",
            "quoted-printable",
            "=",
            ";",
            "filename*0*=",
            "\0",
            "\u00ff",
            "(",
            "\"",
            "To: ",
            "<",
            ">",
            "@",
            "message/rfc822",
            "charset=",
            "utf-16",
            " ",
            "Date: "
        };
        for (int round = 0; round < InputSize.of(3_000); round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(60); length > 0; length--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThatCode(() -> readAll(text.toString()))
                    .as("round %d: %s", round, text)
                    .doesNotThrowAnyException();
        }
    }

    /** Calls every method of a message. */
    private static CapturedMessage readAll(String text) {
        CapturedMessage mail = TestMail.of(text.getBytes(ISO_8859_1));
        Questions.askAll(mail);
        assertThat(mail.raw()).hasSize(text.length());
        return mail;
    }
}
