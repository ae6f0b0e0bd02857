package io.github.smtpfake.rest.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Router;
import io.github.smtpfake.rest.internal.http.WebServer;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleScopesResourceTest {
    private static final String RULE =
            "{\"on\":\"rcpt\",\"when\":{\"recipient\":\"full@example.org\"},\"then\":[{\"reply\":\"452 4.2.2 full\"}]}";

    private final ManualClock clock = new ManualClock();
    private SmtpFakeServer smtp;
    private WebServer web;
    private HttpApi http;

    /** A clock that a test moves. */
    private static final class ManualClock implements LeaseClock {
        private final List<Task> tasks = new ArrayList<>();
        private final AtomicLong now = new AtomicLong();

        private record Task(long time, FutureTask<Void> code) {}

        @Override
        public long nanoTime() {
            return now.get();
        }

        @Override
        public synchronized Future<?> after(Duration delay, Runnable task) {
            FutureTask<Void> code = new FutureTask<>(task, null);
            tasks.add(new Task(now.get() + delay.toNanos(), code));
            return code;
        }

        void move(Duration time) {
            now.addAndGet(time.toNanos());
            due().forEach(task -> task.code().run());
        }

        private synchronized List<Task> due() {
            List<Task> due =
                    tasks.stream().filter(task -> task.time() <= now.get()).toList();
            tasks.removeAll(due);
            return due;
        }

        synchronized long waiting() {
            return tasks.stream().filter(task -> !task.code().isCancelled()).count();
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws IOException {
        smtp = SmtpFakeServer.startNew();
        Router router = new RuleScopesResource(smtp, clock).addTo(new Router());
        web = WebServer.start(LoopbackAddress.get(), 0, new AccessGuard(List.of()), router);
        http = new HttpApi("127.0.0.1", web.port());
    }

    @AfterEach
    void stop() {
        web.close();
        smtp.close();
    }

    private String begin(String parameters) {
        HttpResponse<String> begun = http.send("POST", "/api/rule-scopes" + parameters);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        return begun.headers().firstValue("Location").orElseThrow();
    }

    private String beginWithin(String outer) {
        return begin("?within=" + outer.substring(outer.lastIndexOf('/') + 1));
    }

    private JsonNode add(String scope, String parameters) {
        HttpResponse<String> added = http.sendJson("POST", scope + "/rules" + parameters, RULE);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return HttpApi.tree(added.body());
    }

    private String reply() {
        return SmtpClient.replyToRcpt(smtp, "full@example.org");
    }

    @Test
    void endsAScopeThatNoRequestUsesDuringItsLease() {
        String scope = begin("?lease=10m");
        add(beginWithin(scope), "");
        clock.move(Duration.ofMinutes(9));
        assertThat(reply()).startsWith("452");

        clock.move(Duration.ofMinutes(1));

        assertThat(reply()).startsWith("250");
        assertThat(http.send("GET", scope + "/rules").statusCode()).isEqualTo(404);
        assertThat(clock.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"POST, /renew", "GET, /rules"})
    void renewsTheLeaseWithEachRequest(String method, String path) {
        String outer = begin("?lease=10m");
        String scope = beginWithin(outer);
        add(scope, "");
        for (int i = 0; i < 5; i++) {
            clock.move(Duration.ofMinutes(9));
            assertThat(http.send(method, scope + path).statusCode()).isBetween(200, 204);
        }
        assertThat(reply()).startsWith("452");
        assertThat(clock.waiting()).isOne();

        clock.move(Duration.ofMinutes(10));

        assertThat(reply()).startsWith("250");
    }

    @Test
    void checksNoLeaseOfAScopeThatHasEnded() {
        String scope = begin("");
        beginWithin(scope);
        assertThat(clock.waiting()).isOne();

        assertThat(http.send("DELETE", scope).statusCode()).isEqualTo(200);

        assertThat(clock.waiting()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "lease=25h, lease must be from 1s to 1d.",
        "lease=999ms, lease must be from 1s to 1d.",
        "lease=soon, lease must be a duration",
    })
    void rejectsAnInvalidLease(String parameter, String detail) {
        HttpResponse<String> rejected = http.send("POST", "/api/rule-scopes?" + parameter);

        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(HttpApi.tree(rejected.body()).path("detail").asText()).startsWith(detail);
    }

    @Test
    void rejectsALeaseOfAnInnerScope() {
        String outer = begin("");

        assertThat(http.send("POST", "/api/rule-scopes?lease=1m&within=" + outer.substring(outer.lastIndexOf('/') + 1))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void addsARuleOnceForAKey() {
        String scope = begin("");

        JsonNode first = add(scope, "?key=k1");
        JsonNode repeated = add(scope, "?key=k1");
        JsonNode second = add(scope, "?key=k2");

        assertThat(repeated.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("id")).isNotEqualTo(first.path("id"));
        assertThat(http.get(scope + "/rules").path("rules")).hasSize(2);
    }

    @Test
    void forgetsTheKeyWithTheRule() {
        String scope = begin("");
        JsonNode first = add(scope, "?key=k1");
        http.send("DELETE", scope + "/rules/" + first.path("id").asText());
        JsonNode second = add(scope, "?key=k1");
        http.send("DELETE", scope + "/rules");

        JsonNode third = add(scope, "?key=k1");

        assertThat(List.of(first.path("id"), second.path("id"), third.path("id")))
                .doesNotHaveDuplicates();
        assertThat(http.get(scope + "/rules").path("rules")).hasSize(1);
    }

    @Test
    void forgetsTheKeyOfARuleThatWasRemovedElsewhere() {
        String scope = begin("");
        JsonNode first = add(scope, "?key=k1");
        smtp.clearRules();

        JsonNode second = add(scope, "?key=k1");

        assertThat(second.path("id")).isNotEqualTo(first.path("id"));
        assertThat(http.get(scope + "/rules").path("rules")).hasSize(1);
    }

    @Test
    void rejectsAKeyOfADifferentRule() {
        String scope = begin("");
        add(scope, "?key=k1");

        HttpResponse<String> rejected = http.sendJson("POST", scope + "/rules?key=k1", RULE.replace("full@", "other@"));

        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(http.get(scope + "/rules").path("rules")).hasSize(1);
    }

    @Test
    void beginsAScopeOnceForAKey() {
        String scope = begin("?key=k1");

        assertThat(begin("?key=k1")).isEqualTo(scope);
        assertThat(begin("?key=k2")).isNotEqualTo(scope);
    }

    @ParameterizedTest
    @CsvSource({"''", "/rules", "/rules/{rule}"})
    void answersARepeatedDeletionAsBefore(String path) {
        String scope = begin("");
        String id = add(scope, "").path("id").asText();
        assertThat(reply()).startsWith("452");
        String deletion = scope + path.replace("{rule}", id);
        String first = http.send("DELETE", deletion + "?key=k1").body();

        HttpResponse<String> repeated = http.send("DELETE", deletion + "?key=k1");

        assertThat(repeated.statusCode()).isEqualTo(200);
        assertThat(repeated.body()).isEqualTo(first).contains("\"fired\":1");
        assertThat(http.send("DELETE", deletion + "?key=k2").body()).doesNotContain("fired");
    }

    @Test
    void makesAFailedRequestAgain() {
        String scope = begin("");
        String missing = scope + "/rules/missing?key=k1";

        assertThat(http.send("DELETE", missing).statusCode()).isEqualTo(404);
        assertThat(http.send("DELETE", missing).statusCode()).isEqualTo(404);
    }

    @Test
    void rejectsAnEmptyOrLongKey() {
        String scope = begin("");

        for (String key : List.of("", "k".repeat(101))) {
            assertThat(http.sendJson("POST", scope + "/rules?key=" + key, RULE).statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "/rules"})
    void returnsTheRulesThatItDeletes(String path) {
        String outer = begin("");
        String inner = beginWithin(outer);
        String ofOuter = add(outer, "").path("id").asText();
        String ofInner = add(inner, "").path("id").asText();
        assertThat(reply()).startsWith("452");

        JsonNode deleted =
                HttpApi.tree(http.send("DELETE", outer + path).body()).path("rules");

        assertThat(deleted)
                .extracting(rule ->
                        rule.path("id").asText() + " " + rule.path("fired").asInt())
                .containsExactlyInAnyOrder(ofOuter + " 0", ofInner + " 1");
        assertThat(reply()).startsWith("250");
    }
}
