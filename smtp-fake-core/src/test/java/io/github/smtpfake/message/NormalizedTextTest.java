package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.activation.DataHandler;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NormalizedTextTest {

    @Test
    void hasWordsForWhatDiffersEachTime() {
        CapturedMessage mail = TestMail.of(
                "Date: Fri, 02 Jan 2026 03:04:05 +0000",
                "Message-ID: <1@host>",
                "References: <0@host>",
                " <1@host>",
                "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=",
                "X-Trace: 6f9619ff-8b86-d011-b42d-00c04fc964ff",
                "Content-Type: multipart/related; type=\"text/html\";",
                "\tboundary=\"----=_Part_1;2\"; charset=utf-8",
                "",
                "------=_Part_1;2",
                "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "<img src=3D\"cid:logo%2E123@host\"> 6F9619FF-8B86-D011-B42D-00C04FC964FF =C3=BC",
                "------=_Part_1;2",
                "Content-Type: image/png",
                "Content-ID: <logo.123@host>",
                "Content-Transfer-Encoding: base64",
                "",
                "AQID",
                "------=_Part_1;2--");

        assertThat(mail.content().normalized()).isEqualTo("""
                Date: <date>
                Message-ID: <message-id-1>
                References: <message-id-2> <message-id-1>
                Subject: Grüße
                X-Trace: <uuid-1>
                Content-Type: multipart/related; type="text/html";\tboundary=<boundary-1>; charset=utf-8

                --<boundary-1>
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <img src="cid:<content-id-1>"> <uuid-1> ü
                --<boundary-1>
                Content-Type: image/png
                Content-ID: <content-id-1>
                Content-Transfer-Encoding: base64

                (3 bytes, SHA-256 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81)
                --<boundary-1>--
                """);
    }

    @Test
    void isTheSameForEachMessageThatAngusMailMakesInTheSameWay() throws Exception {
        CapturedMessage one = made();
        CapturedMessage other = made();

        assertThat(one.raw()).isNotEqualTo(other.raw());
        assertThat(one.content().normalized())
                .isEqualTo(other.content().normalized())
                .contains("Hello", "Inner", "<boundary-3>");
    }

    @Test
    void differsWhereTheMessagesDo() {
        assertThat(TestMail.of("", "a").content().normalized())
                .isNotEqualTo(TestMail.of("", "b").content().normalized());
        assertThat(TestMail.of("Subject: a", "", "").content().normalized())
                .isNotEqualTo(TestMail.of("Subject: b", "", "").content().normalized());
        assertThat(TestMail.of("Content-Type: a/b", "", "a").content().normalized())
                .isNotEqualTo(
                        TestMail.of("Content-Type: a/b", "", "b").content().normalized());
    }

    private static CapturedMessage made() throws Exception {
        MimeMessage inner = message("Inner");
        inner.setContent(new MimeMultipart(text("plain", "Inner")));
        inner.saveChanges();
        MimeBodyPart forwarded = new MimeBodyPart();
        forwarded.setContent(inner, "message/rfc822");
        String id = UUID.randomUUID() + "@example.org";
        MimeBodyPart image = new MimeBodyPart();
        image.setDataHandler(new DataHandler(new ByteArrayDataSource(new byte[] {1}, "image/png")));
        image.setContentID("<" + id + ">");
        MimeBodyPart related = new MimeBodyPart();
        related.setContent(new MimeMultipart("related", text("html", "Hello <img src='cid:" + id + "'>"), image));
        MimeMessage message = message("Outer");
        message.setContent(new MimeMultipart(related, forwarded));
        message.saveChanges();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        message.writeTo(raw);
        return TestMail.of(raw.toByteArray());
    }

    private static MimeMessage message(String subject) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setSubject(subject);
        message.setSentDate(new Date());
        return message;
    }

    private static MimeBodyPart text(String subtype, String text) throws Exception {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "utf-8", subtype);
        return part;
    }
}
