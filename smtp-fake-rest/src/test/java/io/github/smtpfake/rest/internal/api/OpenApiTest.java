package io.github.smtpfake.rest.internal.api;

import static io.github.smtpfake.rules.Rules.rcptTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.OpenApi;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rules.RuleCondition;
import io.github.smtpfake.testing.SmtpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the contract with the routes, and the answers with the contract. */
class OpenApiTest {
    private static final RunningApi API = new RunningApi();
    private static final OpenApi CONTRACT =
            OpenApi.parse(API.http().send("GET", "/openapi.yaml").body());

    @BeforeAll
    static void deliverAndReject() throws Exception {
        API.smtp().on(rcptTo("full@example.org").not(RuleCondition.helo("x"))).reply("452 4.2.2 full");
        API.deliver(
                "app@example.org",
                "From: App <app@example.org>\r\nTo: ada@example.org\r\nSubject: Welcome\r\nMessage-ID: <1@a>\r\n"
                        + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                        + "--b\r\nContent-Type: text/plain\r\n\r\nYour code is 123456\r\n"
                        + "--b\r\nContent-Type: text/html\r\n\r\n<a href='http://a.test/'>here</a> bare\nLF\r\n"
                        + "--b\r\nContent-Type: application/pdf\r\n\r\nPDF\r\n--b--\r\n",
                "ada@example.org");
        try (SmtpClient client = SmtpClient.connect(API.smtp().port())) {
            client.expect("220");
            client.command("EHLO a.test", "250");
            client.command("MAIL FROM:<a@b.org> SIZE=10", "250");
            client.command("RCPT TO:<full@example.org>", "452");
            client.command("QUIT", "221");
        }
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    static List<String> routes() {
        Api api = new Api(API.smtp(), RunningApi.VERSION);
        List<String> routes = Stream.of(api.startRoutes(), api.apiRoutes().router())
                .flatMap(router -> router.routes().stream())
                .toList();
        api.close();
        return routes;
    }

    @Test
    void describesEveryRouteAndNoOther() {
        assertThat(CONTRACT.version()).startsWith("3.1");
        assertThat(CONTRACT.brokenReferences()).isEmpty();
        assertThat(CONTRACT.operations()).containsExactlyInAnyOrderElementsOf(routes());
    }

    /** The answer to an unknown parameter lists the known ones. */
    @ParameterizedTest
    @MethodSource("routes")
    void describesEveryParameterAndNoOther(String route) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        String asked = path.replace("{id}", path.contains("messages") ? "latest" : "x")
                        .replace("{rule}", "x")
                        .replace("{index}", "0")
                + "?qqqqqqqqqqqqqqqq=1";
        HttpResponse<String> response = route.equals("POST /api/rules")
                ? API.http().sendJson(method, asked, "{\"on\":\"quit\"}")
                : API.http().send(method, asked);

        String detail = HttpApi.problem(400, response).get("detail").asText();
        assertThat(detail).startsWith("Unknown parameter qqqqqqqqqqqqqqqq: this path accepts ");
        Set<String> known = detail.endsWith("accepts no parameters.")
                ? Set.of()
                : new TreeSet<>(List.of(
                        detail.replaceAll(".*: this path accepts |\\.$", "").split(", ")));
        assertThat(CONTRACT.queryParameters(method, path)).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/messages, /api/messages",
        "/api/messages, /api/messages?problems=true",
        "/api/messages/{id}, /api/messages/latest",
        "/api/recipients, /api/recipients",
        "/api/rules/schema, /api/rules/schema",
        "/api/sessions, /api/sessions",
        "/api/rules, /api/rules",
        "/api/info, /api/info",
    })
    void answersAsDescribed(String path, String asked) {
        assertConforms("GET", path, 200, "application/json", API.http().get(asked));
    }

    /** The contract names what a rule can consist of; the schema is created from the types. */
    @Test
    void namesAllStagesConditionsActionsAndLimitsOfRules() {
        JsonNode schema = API.http().get("/api/rules/schema");

        assertThat(CONTRACT.values("RuleStage"))
                .containsExactlyElementsOf(schema.get("stages").findValuesAsText("name"));
        assertThat(CONTRACT.values("RuleConditionName"))
                .containsExactlyInAnyOrderElementsOf(names(schema, "conditions"));
        assertThat(CONTRACT.values("RuleActionName")).containsExactlyInAnyOrderElementsOf(names(schema, "actions"));
        assertThat(CONTRACT.values("RuleLimitName")).containsExactlyInAnyOrderElementsOf(names(schema, "limits"));
        assertThat(CONTRACT.writableProperties("Condition"))
                .containsExactlyInAnyOrderElementsOf(names(schema, "conditions"));
        assertThat(CONTRACT.writableProperties("Action")).containsExactlyInAnyOrderElementsOf(names(schema, "actions"));
        assertThat(CONTRACT.writableProperties("Rule"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("on", "when", "then"), names(schema, "limits").stream())
                                .toList());
    }

    private static List<String> names(JsonNode schema, String member) {
        List<String> names = new ArrayList<>();
        schema.get(member).fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void showsOneSessionOrRuleAsDescribed() {
        for (JsonNode session : API.http().get("/api/sessions").get("sessions")) {
            JsonNode shown = API.http().get("/api/sessions/" + session.get("id").asText());
            assertConforms("GET", "/api/sessions/{id}", 200, "application/json", shown);
        }
        String rule = API.smtp().rules().get(0).id();
        assertConforms(
                "GET", "/api/rules/{id}", 200, "application/json", API.http().get("/api/rules/" + rule));
    }

    @Test
    void showsTheStoreAsDescribed() {
        for (String path : List.of(
                "/api/store", "/api/store/mark", "/api/store/changes", "/api/store/activity", "/api/store/evicted")) {
            assertConforms("GET", path, 200, "application/json", API.http().get(path));
        }
        JsonNode found = HttpApi.tree(API.http()
                .sendJson("POST", "/api/store/messages", "{\"query\":{\"terms\":[{\"has\":\"attachment\"}]}}")
                .body());
        assertThat(found.get("matched").asInt()).isEqualTo(1);
        assertConforms("POST", "/api/store/messages", 200, "application/json", found);
        for (String kind : List.of("messages", "sessions")) {
            JsonNode listed = API.http().get("/api/" + kind).get(kind).get(0);
            JsonNode shown =
                    API.http().get("/api/store/" + kind + "/" + listed.get("id").asText());
            assertConforms("GET", "/api/store/" + kind + "/{id}", 200, "application/json", shown);
        }
    }

    @Test
    void showsScopesOfRulesAsDescribed() {
        JsonNode scope =
                HttpApi.tree(API.http().send("POST", "/api/rule-scopes").body());
        assertConforms("POST", "/api/rule-scopes", 201, "application/json", scope);
        String path = "/api/rule-scopes/" + scope.get("id").asText();
        JsonNode rule = HttpApi.tree(API.http()
                .sendJson(
                        "POST",
                        path + "/rules",
                        "{\"on\":\"rcpt\",\"when\":{\"recipient\":\"x@y.z\"},\"then\":[{\"reply\":\"450 later\"}]}")
                .body());
        assertConforms("POST", "/api/rule-scopes/{id}/rules", 201, "application/json", rule);
        assertConforms(
                "GET",
                "/api/rule-scopes/{id}/rules",
                200,
                "application/json",
                API.http().get(path + "/rules"));
        String shown = path + "/rules/" + rule.get("id").asText();
        assertConforms(
                "GET",
                "/api/rule-scopes/{id}/rules/{rule}",
                200,
                "application/json",
                API.http().get(shown));
        assertThat(API.http().send("POST", path + "/renew").statusCode()).isEqualTo(204);
        HttpResponse<String> ended = API.http().send("DELETE", path);
        assertConforms("DELETE", "/api/rule-scopes/{id}", 200, "application/json", HttpApi.tree(ended.body()));
        assertThat(API.http().send("GET", shown).statusCode()).isEqualTo(404);
    }

    @Test
    void drainsAndDeletesAsDescribed() {
        try (RunningApi other = new RunningApi()) {
            other.deliver("Hello");
            HttpResponse<String> drained = other.http().send("POST", "/api/messages/drain");
            assertConforms("POST", "/api/messages/drain", 200, "application/json", HttpApi.tree(drained.body()));
            HttpResponse<String> deleted = other.http().send("DELETE", "/api/messages?all=true");
            assertConforms("DELETE", "/api/messages", 200, "application/json", HttpApi.tree(deleted.body()));
        }
    }

    @Test
    void storesAsDescribed() {
        try (RunningApi other = new RunningApi()) {
            HttpResponse<String> stored = other.http()
                    .sendBody("POST", "/api/messages", "Subject: Hello\r\n\r\n", "Content-Type", "message/rfc822");
            assertConforms("POST", "/api/messages", 201, "application/json", HttpApi.tree(stored.body()));
        }
        HttpResponse<String> rejected =
                API.http().sendBody("POST", "/api/messages", "{}", "Content-Type", "application/json");
        assertConforms("POST", "/api/messages", 415, "application/problem+json", HttpApi.problem(415, rejected));
    }

    @Test
    void failsAsDescribed() {
        JsonNode tooFew = API.http().problem(404, "GET", "/api/messages?subject=other&wait=1ms");
        assertThat(tooFew.get("closest")).isNotEmpty();
        assertThat(tooFew.get("sessions")).isNotEmpty();
        assertConforms("GET", "/api/messages", 404, "application/problem+json", tooFew);
        assertConforms(
                "GET",
                "/api/messages/{id}",
                404,
                "application/problem+json",
                API.http().problem(404, "GET", "/api/messages/none"));
        assertConforms(
                "POST",
                "/api/rules",
                400,
                "application/problem+json",
                HttpApi.problem(400, API.http().sendJson("POST", "/api/rules", "{\"on\":\"x\"}")));
    }

    private static void assertConforms(String method, String path, int status, String type, JsonNode answer) {
        JsonNode schema = CONTRACT.schema(method, path, status, type);
        assertThat(schema.isMissingNode())
                .as(method + " " + path + " " + status)
                .isFalse();
        assertThat(CONTRACT.violations(schema, answer)).isEmpty();
    }

    @Test
    void servesTheContractAsYaml() {
        assertThat(API.http().send("GET", "/openapi.yaml").headers().firstValue("Content-Type"))
                .contains("application/yaml");
    }
}
