package io.github.smtpfake.rest.internal.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.Rules;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.Problem;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewMessageTest {
    private static final String MESSAGE =
            "From: App <app@example.org>\r\nTo: ada@example.org\r\nSubject: Hi\r\n\r\nText\r\n";
    private static final String ID = "0123456789abcdefABCDEF";

    @AutoClose
    private final RunningApi api = new RunningApi(SmtpFakeServer.builder()
            .limits(Limits.builder().messageSize(10_000).recipients(3).build())
            .start());

    private HttpResponse<String> post(String query, String message) {
        return api.http().sendBody("POST", "/api/messages" + query, message, "Content-Type", "message/rfc822");
    }

    private HttpResponse<String> postWithSidecar(String sidecar, String message) {
        return api.http()
                .sendBody(
                        "POST",
                        "/api/messages",
                        "--b\r\nContent-Type: application/json\r\n\r\n" + sidecar
                                + "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + message + "\r\n--b--",
                        "Content-Type",
                        "multipart/mixed; boundary=b");
    }

    private CapturedMessage stored(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return api.smtp()
                .store()
                .message(HttpApi.tree(response.body()).get("id").asText())
                .orElseThrow()
                .message();
    }

    private static String detail(int status, HttpResponse<String> response) {
        return HttpApi.problem(status, response).get("detail").asText();
    }

    @Test
    void storesTheBodyByteForByteWithTheEnvelopeOfTheQuery() {
        byte[] message = "Subject: x\n\r\n.\r\n\0\u00e9\r".getBytes(UTF_8);

        HttpResponse<String> response = post(
                "?sender=app%2Bx@example.org&recipient=ada@example.org&recipient=bob@example.org",
                new String(message, UTF_8));

        CapturedMessage stored = stored(response);
        assertThat(stored.raw()).isEqualTo(message);
        assertThat(stored.envelope())
                .isEqualTo(Envelope.of("app+x@example.org", List.of("ada@example.org", "bob@example.org")));
        assertThat(stored.session().client()).isEqualTo("HTTP");
        assertThat(stored.receivedAt()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        assertThat(response.headers().firstValue("Location")).contains("/api/messages/" + stored.id());
        assertThat(HttpApi.tree(response.body())).isEqualTo(api.http().get("/api/messages/" + stored.id()));
        assertThat(guessed(stored)).isEmpty();
    }

    private static List<String> guessed(CapturedMessage message) {
        return message.problems().stream()
                .filter(problem -> problem.id().equals("guessedEnvelope"))
                .map(Problem::detail)
                .toList();
    }

    @Test
    void notifiesThoseWhoWait() throws Exception {
        CompletableFuture<JsonNode> waiting =
                api.http().getLater("/api/messages/latest?recipient=ada@example.org&wait=30s");

        String id = stored(post("", MESSAGE)).id();

        assertThat(TimeLimit.get(waiting).get("id").asText()).isEqualTo(id);
    }

    @Test
    void appliesNoRules() {
        Rule rule = api.smtp().on(Rules.endOfData()).reply("552 5.3.4 too big");

        stored(post("", MESSAGE));

        assertThat(rule.timesFired()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    From: a@x, b@x;To: c@x                                   | a@x | c@x         | From        | To
                    Sender: s@x;From: a@x;Cc: c@x;Bcc: d@x                   | s@x | c@x d@x     | Sender      | Cc, Bcc
                    Return-Path: <r@x>;Sender: s@x;To: c@x                   | r@x | c@x         | Return-Path | To
                    Return-Path: <>;From: a@x;To: c@x                        |     | c@x         | Return-Path | To
                    Resent-From: r@x;Resent-To: q@x;From: a@x;To: c@x        | r@x | q@x         | Resent-From | Resent-To
                    Resent-Sender: t@x;Resent-From: r@x;Resent-Bcc: q@x      | t@x | q@x         | Resent-Sender | Resent-Bcc
                    From: a@x;To: C@x;Delivered-To: c@X;X-Original-To: d@x   | a@x | C@x d@x     | From        | To, X-Original-To
                    From: a@x;To: c@x, d@x, C@x                              | a@x | c@x d@x     | From        | To
                    """)
    void guessesTheEnvelopeFromTheHeaders(
            String header, String sender, String recipients, String senderHeader, String recipientHeaders) {
        CapturedMessage stored = stored(post("", header.replace(";", "\r\n") + "\r\n\r\nText"));

        assertThat(stored.envelope())
                .isEqualTo(Envelope.of(sender == null ? "" : sender, List.of(recipients.split(" "))));
        assertThat(guessed(stored))
                .containsExactly("The sender was guessed from " + senderHeader
                        + ". The list of recipients was guessed from " + recipientHeaders);
    }

    @Test
    void marksWhatIsGuessedAndWhatIsUnknown() {
        assertThat(guessed(stored(post("?sender=", MESSAGE))))
                .containsExactly("The list of recipients was guessed from To");
        assertThat(guessed(stored(post("?recipient=x@y", MESSAGE))))
                .containsExactly("The sender was guessed from From");
        CapturedMessage empty = stored(post("", ""));
        assertThat(guessed(empty))
                .containsExactly("No header names the sender. No header names the list of recipients");
        assertThat(empty.envelope()).isEqualTo(Envelope.of("", List.of()));
    }

    @Test
    void showsTheMarkInJson() {
        JsonNode problems = HttpApi.tree(post("", MESSAGE).body()).get("problems");

        assertThat(problems.findValuesAsText("id")).contains("guessedEnvelope");
        assertThat(problems.findValuesAsText("severity")).contains("advice");
    }

    @Test
    void keepsTheGivenTimeWithoutChangingTheOrder() {
        String first = stored(post("", MESSAGE)).id();
        CapturedMessage old = stored(post("?receivedAt=2001-02-03T04:05:06.789%2B01:00", MESSAGE));

        assertThat(old.receivedAt()).isEqualTo("2001-02-03T03:05:06.789Z");
        assertThat(api.http().get("/api/messages").get("messages").findValuesAsText("id"))
                .containsExactly(old.id(), first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ?sender=a@x&sender=b@x       | sender must not be repeated.
                    ?sender=a+b@x                | sender must be an address without a space; write + as %2B in a URL.
                    ?sender=%3Ca@x%3E            | sender must be an address without angle brackets or control characters.
                    ?recipient=a%0Ab@x           | recipient must be an address without angle brackets or control characters.
                    ?recipient=                  | recipient must not be empty.
                    ?recipient=a&recipient=b&recipient=c&recipient=d | A message may have at most 3 recipients.
                    ?receivedAt=yesterday        | receivedAt must be a time such as 2026-11-23T10:15:30Z, from 1970 to at most one day in the future; write + as %2B in a URL.
                    ?receivedAt=1969-12-31T23:59:59Z | receivedAt must be a time such as 2026-11-23T10:15:30Z, from 1970 to at most one day in the future; write + as %2B in a URL.
                    ?receivedAt=2999-01-01T00:00:00Z | receivedAt must be a time such as 2026-11-23T10:15:30Z, from 1970 to at most one day in the future; write + as %2B in a URL.
                    ?id=0123456789abcdefABCDEF   | Unknown parameter id: this path accepts sender, recipient, receivedAt.
                    """)
    void rejectsBadParameters(String query, String detail) {
        assertThat(detail(400, post(query, MESSAGE))).isEqualTo(detail);
        assertThat(api.smtp().store().counters().stored()).isZero();
    }

    @Test
    void rejectsOtherMediaTypes() {
        for (String type :
                List.of("text/plain", "application/json", "multipart/form-data; boundary=b", "message/rfc8222")) {
            assertThat(detail(415, api.http().sendBody("POST", "/api/messages", MESSAGE, "Content-Type", type)))
                    .contains("Content-Type: message/rfc822");
        }
        assertThat(detail(415, api.http().sendBody("POST", "/api/messages", MESSAGE)))
                .contains("Content-Type: message/rfc822");
    }

    @Test
    void rejectsAMessageThatIsTooLarge() {
        assertThat(post("", "x".repeat(10_000)).statusCode()).isEqualTo(201);
        assertThat(detail(413, post("", "x".repeat(10_001)))).contains("10000 bytes");
        assertThat(detail(413, postWithSidecar("{}", "x".repeat(10_001)))).contains("10001 bytes", "10000");
    }

    @Test
    void acceptsAMessageInChunks() {
        try (RawClient client = new RawClient(api.httpPort())) {
            client.send("POST /api/messages?sender=&recipient=a@x HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: MESSAGE/RFC822 ; charset=x\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5\r\nX: y\n\r\n1\r\n\n\r\n0\r\n\r\n");
            client.expect("HTTP/1.1 201 ");
        }
        assertThat(api.smtp().inbox().messages().get(0).raw()).isEqualTo("X: y\n\n".getBytes(ISO_8859_1));
    }

    @Test
    void restoresWhatTheSidecarSays() throws Exception {
        String dotted;
        try (SmtpClient client = SmtpClient.connect(api.smtp().port())) {
            client.expect("220");
            client.command("EHLO client.example.org", "250");
            client.command("MAIL FROM:<a@x> BODY=8BITMIME SMTPUTF8", "250");
            client.command("RCPT TO:<b@x> NOTIFY=NEVER", "250");
            client.command("RCPT TO:<c@x>", "250");
            client.command("RCPT TO:<b@x> NOTIFY=DELAY", "250");
            client.command("DATA", "354");
            dotted = client.command("A: b\r\n\r\n.dot\r\n.", "250")
                    .replaceAll(".* ", "")
                    .strip();
            client.command("QUIT", "221");
        }
        CapturedMessage original =
                api.smtp().store().message(dotted).orElseThrow().message();
        ObjectNode json = (ObjectNode) api.http().get("/api/messages/" + dotted);
        String raw = new String(api.http().bytes("/api/messages/" + dotted + "/raw"), ISO_8859_1);
        assertThat(json.get("problems").findValuesAsText("id")).contains("unstuffedDot");
        api.smtp().store().delete(dotted);

        CapturedMessage copy = stored(postWithSidecar(json.toString(), raw));

        assertThat(copy.id()).isEqualTo(dotted);
        assertThat(copy.receivedAt()).isEqualTo(original.receivedAt());
        assertThat(copy.raw()).isEqualTo(original.raw());
        assertThat(copy.envelope()).isEqualTo(original.envelope());
        assertThat(copy.envelope().recipientParameters())
                .isEqualTo(Map.of("b@x", List.of(Map.of("NOTIFY", "NEVER"), Map.of("NOTIFY", "DELAY"))));
        assertThat(copy.session().id()).isEqualTo(original.session().id());
        assertThat(copy.session().helo()).isEqualTo(original.session().helo());
        assertThat(copy.problems()).isEqualTo(original.problems());
        assertThat(api.http().get("/api/messages/" + dotted)).isEqualTo(json);
    }

    @Test
    void setsTheMarksOfTheSidecarInsteadOfTheTagsInTheMessage() {
        String tagged = "X-Tags: new\r\n" + MESSAGE;
        String id = stored(postWithSidecar("{\"read\":true,\"tags\":[\"old\"]}", tagged))
                .id();

        JsonNode message = api.http().get("/api/messages/" + id);
        assertThat(message.get("read").asBoolean()).isTrue();
        assertThat(message.get("tags").toString()).isEqualTo("[\"old\"]");
        assertThat(HttpApi.tree(postWithSidecar("{}", tagged).body())
                        .get("tags")
                        .toString())
                .isEqualTo("[\"new\"]");
    }

    @Test
    void reportsThatAnOldMessageWasEvictedAtOnce() {
        try (RunningApi forgetful = new RunningApi(SmtpFakeServer.builder()
                .limits(Limits.builder().storedAge(Duration.ofDays(7)).build())
                .start())) {
            HttpResponse<String> response = forgetful
                    .http()
                    .sendBody(
                            "POST",
                            "/api/messages?receivedAt=2001-01-01T00:00:00Z",
                            MESSAGE,
                            "Content-Type",
                            "message/rfc822");

            assertThat(detail(409, response)).contains("--max-age");
        }
    }

    @Test
    void keepsTheMarkOfAGuessedEnvelopeInASidecar() {
        JsonNode guessed = HttpApi.tree(post("", MESSAGE).body());
        api.smtp().store().delete(guessed.get("id").asText());

        HttpResponse<String> again = postWithSidecar(guessed.toString(), MESSAGE);

        stored(again);
        assertThat(HttpApi.tree(again.body())).isEqualTo(guessed);
        ((ObjectNode) guessed).remove(List.of("id", "envelope"));
        assertThat(guessed(stored(postWithSidecar(guessed.toString(), MESSAGE))))
                .hasSize(1);
    }

    @Test
    void storesAnIdOnlyOnce() {
        String sidecar = "{\"id\":\"" + ID + "\",\"receivedAt\":\"2026-01-01T00:00:00Z\"}";
        HttpResponse<String> first = postWithSidecar(sidecar, MESSAGE);
        HttpResponse<String> same = postWithSidecar(sidecar, MESSAGE);

        assertThat(stored(first).id()).isEqualTo(ID);
        assertThat(same.statusCode()).isEqualTo(200);
        assertThat(same.body()).isEqualTo(first.body());
        assertThat(same.headers().firstValue("Location")).contains("/api/messages/" + ID);
        assertThat(postWithSidecar("{\"id\":\"" + ID + "\"}", MESSAGE).statusCode())
                .isEqualTo(200);
        for (HttpResponse<String> other : List.of(
                postWithSidecar(sidecar, MESSAGE + "x"),
                postWithSidecar(sidecar.replace("2026", "2025"), MESSAGE),
                postWithSidecar(sidecar.replace("}", ",\"envelope\":{\"sender\":\"\",\"recipients\":[]}}"), MESSAGE))) {
            assertThat(detail(409, other)).startsWith("Another message has the id " + ID + ".");
        }
        assertThat(api.smtp().store().counters().received()).isEqualTo(1);
    }

    @Test
    void storesAnIdOnlyOnceForConcurrentRequests() {
        List<CompletableFuture<Integer>> requests = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            requests.add(CompletableFuture.supplyAsync(
                    () -> postWithSidecar("{\"id\":\"" + ID + "\"}", MESSAGE).statusCode()));
        }

        assertThat(requests.stream().map(CompletableFuture::join))
                .containsOnlyOnce(201)
                .containsOnly(200, 201);
        assertThat(api.smtp().store().counters().received()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"id":"short"}                       | id: must consist of 22 letters and digits
                    {"id":"0123456789abcdefABCDE/"}      | id: must consist of 22 letters and digits
                    {"receivedAt":"2999-01-01T00:00:00Z"} | receivedAt: must be a time such as 2026-11-23T10:15:30Z, from 1970 to at most one day in the future
                    {"enveloppe":{}}                     | enveloppe: is unknown: did you mean envelope?
                    {"envelope":{"sender":"a@x"}}        | envelope.recipients: is missing
                    {"envelope":{"sender":"a\\n@x","recipients":[]}} | envelope.sender: must not contain control characters
                    {"envelope":{"sender":"","recipients":[1]}} | envelope.recipients[0]: must be a string
                    {"envelope":{"sender":"","recipients":[],"parameters":{"BODY":null,"SIZE":1}}} | envelope.parameters.SIZE: must be a string
                    {"envelope":{"sender":"","recipients":["a","b","c","d"]}} | A message may have at most 3 recipients.
                    {"session":{"id":"x","client":"y"}}  | session.id: must consist of 22 letters and digits
                    {"session":{"id":"0123456789abcdefABCDEF"}}  | session.client: is missing
                    {"problems":[{"id":"x","severity":"bad","detail":"","reference":""}]} | problems[0].severity: must be violation or advice
                    []                                   | The JSON must be an object
                    """)
    void rejectsABadSidecar(String sidecar, String detail) {
        assertThat(detail(400, postWithSidecar(sidecar, MESSAGE))).isEqualTo(detail);
        assertThat(api.smtp().store().counters().stored()).isZero();
    }

    @Test
    void rejectsOtherPartsAndParametersBesideASidecar() {
        String type = "multipart/mixed; boundary=b";
        String onePart = "--b\r\nContent-Type: message/rfc822\r\n\r\nx\r\n--b--";
        assertThat(detail(400, api.http().sendBody("POST", "/api/messages", onePart, "Content-Type", type)))
                .isEqualTo(
                        "The body must have two parts, of the types application/json and message/rfc822, in this order.");
        assertThat(detail(400, api.http().sendBody("POST", "/api/messages?sender=x", onePart, "Content-Type", type)))
                .isEqualTo("sender must be in the sidecar if the body contains one.");
    }

    @Test
    void limitsTheBodiesInMemory() {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                RawClient client = new RawClient(api.httpPort());
                clients.add(client);
                client.send("POST /api/messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: message/rfc822\r\n"
                        + "Content-Length: 1000000000\r\nExpect: 100-continue\r\n\r\n");
                // The server asks for the body once it has reserved the memory for it.
                client.expect("HTTP/1.1 100");
            }
            assertThat(detail(503, post("", MESSAGE))).contains("too many messages");
        } finally {
            clients.forEach(RawClient::close);
        }
        stored(firstAccepted());
    }

    /** Repeats a request until the server has noticed that the clients of the others are gone. */
    private HttpResponse<String> firstAccepted() {
        Instant deadline = Instant.now().plusSeconds(20);
        HttpResponse<String> response = post("", MESSAGE);
        while (response.statusCode() != 201 && Instant.now().isBefore(deadline)) {
            response = post("", MESSAGE);
        }
        return response;
    }
}
