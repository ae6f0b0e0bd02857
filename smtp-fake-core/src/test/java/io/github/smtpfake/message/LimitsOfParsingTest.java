package io.github.smtpfake.message;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.LimitsBuilder;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsOfParsingTest {

    @Test
    void boundTheHeaderFieldsThatAreShown() {
        String raw = "A: 1\r\nB: 2\r\nC: 3\r\n\r\ntext\r\n";

        assertThat(mail(raw, Limits.builder().headerFields(3)).headers()).hasSize(3);
        assertThat(isAllShown(mail(raw, Limits.builder().headerFields(3)))).isTrue();
        assertThat(mail(raw, Limits.builder().headerFields(2)).headers()).hasSize(2);
        assertThat(isAllShown(mail(raw, Limits.builder().headerFields(2)))).isFalse();
    }

    @Test
    void boundThePartsThatAreShown() {
        String raw = "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: a/b\r\n\r\nx\r\n".repeat(3) + "--b--\r\n";

        assertThat(mail(raw, Limits.builder().mimeParts(5)).attachments()).hasSize(3);
        assertThat(isAllShown(mail(raw, Limits.builder().mimeParts(5)))).isTrue();
        assertThat(mail(raw, Limits.builder().mimeParts(2)).attachments()).hasSize(2);
        assertThat(isAllShown(mail(raw, Limits.builder().mimeParts(2)))).isFalse();
    }

    @Test
    void boundTheLevelsThatAreTakenApart() {
        String raw = HostileMessages.nestedMultiparts(3);

        assertThat(mail(raw, Limits.builder().mimeDepth(3)).text()).contains("bottom\n");
        assertThat(isAllShown(mail(raw, Limits.builder().mimeDepth(3)))).isTrue();
        assertThat(mail(raw, Limits.builder().mimeDepth(2)).attachments())
                .singleElement()
                .satisfies(part -> assertThat(part.text()).contains("bottom"));
        assertThat(isAllShown(mail(raw, Limits.builder().mimeDepth(2)))).isFalse();
    }

    @Test
    void boundTheTextThatIsSearchedAndNotTheOneThatIsShown() {
        String raw = "\r\nhttps://a.org https://b.org\r\n";
        CapturedMessage mail = mail(raw, Limits.builder().examinedText(13));

        assertThat(mail.links()).extracting(Link::href).containsExactly("https://a.org");
        assertThat(mail.text()).contains("https://a.org https://b.org\n");
    }

    @Test
    void boundTheHtmlThatIsSearchedAndNotTheOneThatIsShown() {
        String html = "<a href=a>1</a><a href=b>2</a>";
        CapturedMessage mail =
                mail("Content-Type: text/html\r\n\r\n" + html, Limits.builder().examinedText(15));

        assertThat(mail.links()).extracting(Link::href).containsExactly("a");
        assertThat(mail.html()).contains(html);
    }

    @Test
    void boundTheTextThatIsSearchedForPlaceholders() {
        String raw = "Subject: ${first}\r\n\r\n{{first}} and {{second}}\r\n";

        assertThat(placeholders(mail(raw, Limits.builder().examinedText(27)))).hasSize(3);
        assertThat(placeholders(mail(raw, Limits.builder().examinedText(9)))).hasSize(2);
    }

    @Test
    void areToldWhereTextOrHtmlIsNotSearchedToItsEnd() {
        String text = "\r\ntext of 18 letters";
        String html = "Content-Type: text/html\r\n\r\n<b>18 characters</b>";

        assertThat(isAllExamined(mail(text, Limits.builder().examinedText(18)))).isTrue();
        assertThat(isAllExamined(mail(text, Limits.builder().examinedText(17)))).isFalse();
        assertThat(isAllExamined(mail(html, Limits.builder().examinedText(20)))).isTrue();
        assertThat(isAllExamined(mail(html, Limits.builder().examinedText(19)))).isFalse();
    }

    private static List<Problem> placeholders(CapturedMessage mail) {
        return mail.problems().stream()
                .filter(problem -> problem.id().equals("unreplacedPlaceholder"))
                .toList();
    }

    private static boolean isAllExamined(CapturedMessage mail) {
        return mail.problems().stream().noneMatch(problem -> problem.id().equals("notAllExamined"));
    }

    private static boolean isAllShown(CapturedMessage mail) {
        return mail.problems().stream().noneMatch(problem -> problem.id().equals("notAllShown"));
    }

    private static CapturedMessage mail(String raw, LimitsBuilder limits) {
        return new CapturedMessage(
                "id",
                Instant.EPOCH,
                Envelope.of("", List.of()),
                TestMail.session("client"),
                raw.getBytes(US_ASCII),
                List.of(),
                limits.build());
    }
}
