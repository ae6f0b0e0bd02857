package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkiverse.mailpit.test.ChaosConfig;
import io.quarkiverse.mailpit.test.Mailbox;
import io.quarkiverse.mailpit.test.invoker.ApiException;
import io.quarkiverse.mailpit.test.model.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls each method of the mailbox of quarkus-mailpit on the server at MAILPIT_URL. The expected values are those of Mailpit 1.33.1. */
class QuarkusMailpitTest {
    private static final String URL = System.getenv("MAILPIT_URL");

    private final Mailbox mailbox = new Mailbox() {
        /** Replaces the configuration of Quarkus. */
        @Override
        public String getMailApiUrl() {
            return URL;
        }
    };

    @BeforeEach
    void clear() {
        mailbox.clear();
    }

    private static void send(String subject) throws IOException, InterruptedException {
        String body = "{\"From\":{\"Email\":\"app@example.org\",\"Name\":\"App\"},\"To\":[{\"Email\":\"ada@example.org\"}],\"Subject\":\"" + subject
                + "\",\"Text\":\"one\\ntwo\",\"HTML\":\"<p>Html</p>\",\"Attachments\":[{\"Content\":\"dGV4dA==\",\"Filename\":\"a.txt\"}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(URL + "/api/v1/send"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertEquals(200, HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode());
    }

    @Test
    void findsAMessage() throws Exception {
        send("First");

        Message message = mailbox.findFirst("subject:First");

        assertEquals("First", message.getSubject());
        assertEquals("app@example.org", message.getFrom().getAddress());
        assertEquals("ada@example.org", message.getTo().get(0).getAddress());
        assertEquals("one\ntwo", message.getText());
        assertEquals("<p>Html</p>", message.getHTML());
        assertEquals("a.txt", message.getAttachments().get(0).getFileName());
        assertTrue(message.getDate().isAfter(OffsetDateTime.now().minusMinutes(5)));
    }

    @Test
    void findsPagesNewestFirst() throws Exception {
        send("First");
        send("Second");

        List<Message> page = mailbox.find("to:ada@example.org", 0, 1);

        assertEquals(List.of("Second"), page.stream().map(Message::getSubject).toList());
    }

    @Test
    void returnsNullWhereThereIsNoMessage() {
        assertNull(mailbox.findFirst("subject:None"));
    }

    @Test
    void searchesByDateInATimeZone() throws Exception {
        send("First");

        assertEquals(1, mailbox.find("after:2025-01-01", 0, 10, TimeZone.getTimeZone("Europe/Berlin")).size());
        assertEquals(0, mailbox.find("after:2099-01-01", 0, 10, TimeZone.getTimeZone("Europe/Berlin")).size());
    }

    @Test
    void deletesOneMessage() throws Exception {
        send("First");
        send("Second");

        mailbox.delete(mailbox.findFirst("subject:First").getID());

        assertNull(mailbox.findFirst("subject:First"));
        assertNotNull(mailbox.findFirst("subject:Second"));
    }

    @Test
    void describesTheServer() throws Exception {
        send("First");

        assertEquals(Integer.valueOf(1), mailbox.getApplicationInfo().getMessages());
        assertNotNull(mailbox.getApplicationInfo().getVersion());
    }

    @Test
    void setsAndResetsChaos() throws ApiException {
        mailbox.setChaos(ChaosConfig.builder().sender(451L, 100L).build());
        assertEquals(Long.valueOf(100), mailbox.getTestingApi().getChaos().getSender().getProbability());

        mailbox.disableChaos();
        assertEquals(Long.valueOf(0), mailbox.getTestingApi().getChaos().getSender().getProbability());
    }

    @Test
    void readsHeadersAndSource() throws Exception {
        send("First");

        String id = mailbox.findFirst("subject:First").getID();

        assertEquals(List.of("First"), mailbox.getMessageApi().getHeadersParams(id).get("Subject"));
        assertTrue(mailbox.getMessageApi().downloadRawParams(id).contains("\r\nSubject: First\r\n"));
    }

    @Test
    void marksMessages() throws Exception {
        send("First");
        mailbox.findFirst("subject:First");

        assertEquals(Integer.valueOf(0), mailbox.getMessagesApi().getMessagesParams(0L, 10L).getUnread());
    }
}
