package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.SmtpClient;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageFilterTest {
    @AutoClose
    private static final RunningApi API = new RunningApi();

    @BeforeAll
    static void deliverAMatchingAndAnotherMessage() {
        API.deliver("bounce@example.org", """
                From: App <app@example.org>\r
                To: Ada <ada+news@example.org>\r
                Cc: carl@example.org\r
                Reply-To: help@example.org\r
                Subject: Welcome, Ada\r
                X-Campaign: spring sale\r
                MIME-Version: 1.0\r
                Content-Type: multipart/mixed; boundary=b\r
                \r
                --b\r
                Content-Type: text/plain\r
                \r
                Confirm here\r
                --b\r
                Content-Type: text/html\r
                \r
                <p>Click here</p>\r
                --b\r
                Content-Type: application/pdf\r
                Content-Disposition: attachment; filename=terms.pdf\r
                \r
                PDF\r
                --b--\r
                """, "hidden@example.org");
        API.deliver(
                "",
                "From: other@example.com\r\nTo: other@example.com\r\nSubject: Else\r\n\r\nSomething else\r\n",
                "other@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=APP@example.org",
                "from=*@example.org",
                "to=ada%2Bnews@example.org",
                "cc=carl@example.org",
                "reply-to=help@example.org",
                "recipient=hidden@example.org",
                "sender=bounce@*",
                "subject=welcome",
                "text=confirm",
                "html=%3Cp%3Eclick",
                "header=x-campaign:%20Spring",
                "header=X-Campaign:",
                "attachment=*.pdf",
                "any-text=click%20here",
                "any-text=Terms.PDF",
                "any-text=hidden@example",
                "larger-than=300",
                "larger-than=300B&smaller-than=2kB",
                "after=2026-01-01T00:00:00Z&subject=Welcome",
                "before=3000-01-01T00:00:00%2B01:00&subject=Welcome",
                "tag=NEWS",
                "read=false&tag=news",
                "subject=Ada&subject=Welcome",
                "from=app@example.org&recipient=hidden@example.org"
            })
    void selectsTheMatchingMessage(String query) {
        JsonNode list = API.http().get("/api/messages?" + query);

        assertThat(list.get("messages").findValuesAsText("subject")).containsExactly("Welcome, Ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=ada@example.org",
                "to=hidden@example.org",
                "cc=app@example.org",
                "reply-to=app@example.org",
                "recipient=ada%2Bnews@example.org",
                "sender=app@example.org",
                "subject=Goodbye",
                "text=click",
                "html=confirm",
                "header=x-campaign: winter",
                "attachment=*.png",
                "helo=elsewhere.test",
                "user=app",
                "session=0000000000000000000000",
                "any-text=here click",
                "any-text=spring",
                "larger-than=2kB",
                "smaller-than=10",
                "after=3000-01-01T00:00:00Z",
                "before=2026-01-01T00:00:00Z",
                "read=true",
                "read=true&read=false",
                "tag=new",
                "subject=Ada&subject=Else"
            })
    void selectsNothingWithoutAMatch(String query) {
        assertThat(API.http()
                        .get("/api/messages?" + query.replace(" ", "%20"))
                        .get("matched")
                        .asInt())
                .isZero();
    }

    @Test
    void selectsTheNullSender() {
        assertThat(API.http().get("/api/messages?sender=").get("messages").findValuesAsText("subject"))
                .containsExactly("Else");
    }

    @Test
    void selectsAHeloNameAndASession() {
        assertThat(API.http()
                        .get("/api/messages?helo=client.example.org")
                        .get("matched")
                        .asInt())
                .isEqualTo(2);
        String session = API.http().get("/api/messages/latest").get("sessionId").asText();
        assertThat(API.http()
                        .get("/api/messages?session=" + session)
                        .get("messages")
                        .findValuesAsText("subject"))
                .containsExactly("Else");
    }

    @Test
    void selectsAnAuthenticatedUser() throws Exception {
        try (RunningApi api = new RunningApi();
                SmtpClient client = SmtpClient.connect(api.smtp().port())) {
            api.deliver("without a user");
            client.expect("220");
            client.command("EHLO client.example.org", "250");
            client.command("AUTH PLAIN AGFwcABzZWNyZXQ=", "235");
            client.command("MAIL FROM:<app@example.org>", "250");
            client.command("RCPT TO:<ada@example.org>", "250");
            client.command("DATA", "354");
            client.command("Subject: with a user\r\n\r\nHello\r\n.", "250");

            assertThat(api.http().get("/api/messages?user=APP").get("messages").findValuesAsText("subject"))
                    .containsExactly("with a user");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subject=|subject must not be empty.",
                "to=|to must not be empty.",
                "to=ada+news@example.org|to must be an address without a space; write + as %2B in a URL.",
                "sender=a+b@example.org|sender must be an address without a space; write + as %2B in a URL.",
                "header=X-Campaign|header must be a header name, a colon and a part of its value, such as X-Id: 42.",
                "any-text=%22,|any-text must contain a word.",
                "after=yesterday|after must be a time such as 2026-11-23T10:15:30Z; write + as %2B in a URL.",
                "before=2026-11-23|before must be a time such as 2026-11-23T10:15:30Z; write + as %2B in a URL.",
                "larger-than=big|larger-than must be a size such as 1048576, 500kB or 32MiB.",
                "smaller-than=-1|smaller-than must be a size such as 1048576, 500kB or 32MiB.",
                "read=yes|read must be true or false.",
                "tag=|tag must not be empty.",
                "header=:x|header must be a header name, a colon and a part of its value, such as X-Id: 42.",
            })
    void rejectsInvalidValues(String query, String detail) {
        assertThat(API.http().detail(400, "/api/messages?" + query)).isEqualTo(detail);
    }
}
