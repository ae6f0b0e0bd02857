package io.github.smtpfake.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.message.Address;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.message.TestMail;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.testing.Gen;
import io.github.smtpfake.testing.Property;
import jakarta.activation.DataHandler;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParameterList;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Texts, names and files that Angus Mail encodes are read unchanged, from messages without problems. */
class AngusMailPropertiesTest {

    private static final Gen<Character> CHARACTERS = Gen.chars(' ', '~').or(Gen.chars("äöüßéñ€–“”日本語한국어Привет"));
    /** A text that fits on a line and does not look like an encoded word. */
    private static final Gen<String> LINES = Gen.strings(CHARACTERS, 1, 120)
            .filter(line -> !line.contains("=?") && !line.isBlank() && line.equals(line.strip()));

    private static final Gen<String> TEXTS =
            Gen.strings(CHARACTERS, 0, 100).lists(0, 10).map(lines -> String.join("\n", lines));
    private static final Gen<String> CHARSETS =
            Gen.of(List.of("UTF-8", "ISO-8859-15", "windows-1252", "KOI8-R", "Shift_JIS", "GB18030", "Big5", "EUC-KR"));
    private static final int TRIES = 100;

    @Test
    void readsSubjects() {
        Property.tries(TRIES).forAll(LINES, AngusMailPropertiesTest::assertReadsSubject);
    }

    private static void assertReadsSubject(String subject) throws Exception {
        CapturedMessage mail = sent(message -> {
            message.setSubject(subject, "UTF-8");
            message.setText("text");
        });

        assertThat(mail.subject()).contains(subject.strip());
    }

    @Test
    void readsTextsInEachCharset() {
        Property.tries(TRIES).forAll(TEXTS, CHARSETS, AngusMailPropertiesTest::assertReadsText);
    }

    private static void assertReadsText(String text, String charset) throws Exception {
        // The client drops characters that the charset does not have. Mail programs read Big5 as Big5-HKSCS, which has
        // other
        // characters in the place of a few.
        String known = new String(text.getBytes(charset), charset);
        String said = charset.equals("Big5") ? charactersOf("Big5-HKSCS", known) : known;
        CapturedMessage mail = sent(message -> {
            MimeBodyPart plain = new MimeBodyPart();
            plain.setText(said, charset);
            MimeBodyPart html = new MimeBodyPart();
            html.setText(said, charset, "html");
            message.setContent(new MimeMultipart("alternative", plain, html));
        });

        assertThat(mail.text()).contains(said);
        assertThat(mail.html()).contains(said);
    }

    /** Returns the characters of a text in Big5 that are the same in another charset. */
    private static String charactersOf(String other, String text) {
        return text.codePoints()
                .mapToObj(Character::toString)
                .filter(character -> new String(character.getBytes(Charset.forName("Big5")), Charset.forName(other))
                        .equals(character))
                .collect(Collectors.joining());
    }

    @Test
    void readsNames() {
        Property.tries(TRIES).forAll(LINES, AngusMailPropertiesTest::assertReadsName);
    }

    private static void assertReadsName(String name) throws Exception {
        CapturedMessage mail = sent(message -> {
            message.setRecipients(RecipientType.CC, new InternetAddress[] {
                new InternetAddress("ada@example.org", name, "UTF-8"), new InternetAddress("bob@example.org")
            });
            message.setText("text");
        });

        // White space between the words of a phrase may change.
        assertThat(mail.cc().stream().map(Address::name).map(AngusMailPropertiesTest::withSingleBlanks))
                .containsExactly(withSingleBlanks(name), "");
        assertThat(mail.cc()).extracting(Address::address).containsExactly("ada@example.org", "bob@example.org");
    }

    @Test
    void readsFiles() {
        Property.tries(TRIES)
                .forAll(LINES, Gen.byteArrays(Gen.bytes(), 0, 255), AngusMailPropertiesTest::assertReadsFile);
    }

    private static void assertReadsFile(String name, byte[] bytes) throws Exception {
        CapturedMessage mail = sent(message -> {
            MimeBodyPart file = new MimeBodyPart();
            file.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, "application/octet-stream")));
            // The method for names would encode them with the default charset of the machine.
            ParameterList parameters = new ParameterList();
            parameters.set("filename", name, "UTF-8");
            file.setHeader("Content-Disposition", new ContentDisposition("attachment", parameters).toString());
            message.setContent(new MimeMultipart(file));
        });

        Attachment file = mail.attachments().get(0);
        assertThat(file.bytes()).isEqualTo(bytes);
        assertThat(file.fileName()).contains(name);
    }

    private interface Filling {
        void fill(MimeMessage message) throws Exception;
    }

    private static CapturedMessage sent(Filling filling) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom("app@example.org");
        message.setSentDate(Date.from(Instant.EPOCH));
        filling.fill(message);
        message.saveChanges();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        message.writeTo(raw);
        CapturedMessage mail = TestMail.of(raw.toByteArray());
        // The transfer encoding is up to the transport.
        assertThat(mail.content().problems())
                .as(raw.toString(Charset.forName("ISO-8859-1")))
                .extracting(Problem::id)
                .isSubsetOf("htmlWithoutText", "unreplacedPlaceholder", "linkToLocalhost", "linkWithCredentials");
        return mail;
    }

    private static String withSingleBlanks(String name) {
        return name.strip().replaceAll(" +", " ");
    }
}
