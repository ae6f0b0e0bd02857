package io.github.smtpfake.rest.internal.api;

import static io.github.smtpfake.rules.Rules.data;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.internal.ServerAccess;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.RuleLimits;
import io.github.smtpfake.rules.Stage;
import io.github.smtpfake.testing.SmtpClient;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RulesResourceTest {
    private static final String FULL_MAILBOX = "{\"on\":\"rcpt\",\"when\":{\"recipient\":\"full@*\"},"
            + "\"then\":[{\"reply\":\"452 4.2.2 mailbox full\"}],\"times\":1}";

    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void addsARuleAndCountsHowOftenItFires() throws Exception {
        HttpResponse<String> created = api.http().sendJson("POST", "/api/rules", FULL_MAILBOX);
        JsonNode rule = HttpApi.tree(created.body());

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location"))
                .contains("/api/rules/" + rule.get("id").asText());
        assertThat(rule.get("fired").asInt()).isZero();

        try (SmtpClient client = SmtpClient.connect(api.smtp().port())) {
            client.expect("220");
            client.command("EHLO a.test", "250");
            client.command("MAIL FROM:<app@example.org>", "250");
            client.command("RCPT TO:<full@example.org>", "452 4.2.2 mailbox full");
            client.command("RCPT TO:<full@example.org>", "250");
        }

        JsonNode fired = api.http().get("/api/rules/" + rule.get("id").asText());
        assertThat(fired.get("fired").asInt()).isEqualTo(1);
        assertThat(fired.get("sessions")).hasSize(1);
        assertThat(api.http().get("/api/rules").get("rules").toString()).isEqualTo("[" + fired + "]");
    }

    @Test
    void listsTheNewestRuleFirstIncludingRulesDefinedInJava() {
        api.smtp().on(data().matching("on a full moon", situation -> false)).reply("451 4.3.0 howl");
        api.http().sendJson("POST", "/api/rules", FULL_MAILBOX);

        JsonNode rules = api.http().get("/api/rules").get("rules");

        assertThat(rules.findValuesAsText("on")).containsExactly("rcpt", "data");
        assertThat(rules.at("/1/when/matching").asText()).isEqualTo("on a full moon");
    }

    @Test
    void deletesOneRuleOrAll() {
        api.smtp().on(data()).reply("451 4.3.0 first");
        String second = api.smtp().on(data()).reply("451 4.3.0 second").id();

        assertThat(api.http().send("DELETE", "/api/rules/" + second).statusCode())
                .isEqualTo(204);
        assertThat(api.http().get("/api/rules").get("rules")).hasSize(1);
        assertThat(api.http().send("DELETE", "/api/rules").statusCode()).isEqualTo(204);
        assertThat(api.http().get("/api/rules").toString()).isEqualTo("{\"rules\":[]}");
    }

    @Test
    void answersUnknownIdsWith404() {
        assertThat(api.http().detail(404, "/api/rules/x")).isEqualTo("No rule has this id. It may have been deleted.");
        api.http().problem(404, "DELETE", "/api/rules/x");
    }

    @Test
    void namesTheInvalidField() {
        JsonNode problem = HttpApi.problem(
                400, api.http().sendJson("POST", "/api/rules", "{\"on\":\"rcpt\",\"then\":[{\"reply\":\"busy\"}]}"));

        assertThat(problem.get("field").asText()).isEqualTo("then[0].reply");
        assertThat(problem.get("detail").asText())
                .isEqualTo("then[0].reply: reply \"busy\" must begin with a code of three digits and a space, such as"
                        + " \"451 4.3.0 try later\"");
    }

    @Test
    void rejectsARuleForADisabledExtension() {
        JsonNode problem = HttpApi.problem(
                400,
                api.http().sendJson("POST", "/api/rules", "{\"on\":\"starttls\",\"then\":[{\"tls\":\"expired\"}]}"));

        assertThat(problem.get("field").asText()).isEqualTo("on");
        assertThat(api.smtp().rules()).isEmpty();
    }

    @Test
    void acceptsOnlyJsonOfLimitedSize() {
        HttpApi.problem(415, api.http().sendBody("POST", "/api/rules", FULL_MAILBOX, "Content-Type", "text/plain"));
        HttpApi.problem(415, api.http().sendBody("POST", "/api/rules", FULL_MAILBOX));
        HttpApi.problem(400, api.http().sendJson("POST", "/api/rules", ""));
        HttpApi.problem(413, api.http().sendJson("POST", "/api/rules", " ".repeat((1 << 16) + 1)));
        HttpApi.problem(400, api.http().sendJson("POST", "/api/rules?x=1", FULL_MAILBOX));
        assertThat(api.smtp().rules()).isEmpty();

        assertThat(api.http()
                        .sendBody("POST", "/api/rules", FULL_MAILBOX, "Content-Type", "Application/JSON; charset=utf-8")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void limitsTheNumberOfRules() {
        RuleDefinition rule = new RuleDefinition(Stage.QUIT, List.of(), RuleLimits.NONE, List.of());
        for (int i = 0; i < 1_000; i++) {
            ServerAccess.addRule(api.smtp(), rule);
        }

        JsonNode problem = HttpApi.problem(409, api.http().sendJson("POST", "/api/rules", FULL_MAILBOX));

        assertThat(problem.get("detail").asText()).startsWith("The server already has 1000 rules, the maximum.");
    }
}
