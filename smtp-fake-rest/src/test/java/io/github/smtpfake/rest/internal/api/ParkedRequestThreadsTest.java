package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.rest.testing.RawClient;
import io.github.smtpfake.rest.testing.RunningApi;
import io.github.smtpfake.testing.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Isolated, because it counts the threads of the JVM. */
@Isolated
@Timeout(120)
class ParkedRequestThreadsTest {
    @AutoClose
    private final RunningApi api = new RunningApi();

    @Test
    void occupiesNoThreadWhileARequestWaits() throws Exception {
        api.http().get("/api/messages");
        int before = httpThreads();
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                RawClient client = new RawClient(api.httpPort());
                clients.add(client);
                client.send("GET /api/messages?subject=code-" + i + "&wait=1m HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            api.http().awaitWaiting(1_000);
            awaitAtMost(before + 4);

            api.deliver("code-7");
            clients.get(7).expect("HTTP/1.1 200 ");
            api.http().awaitWaiting(999);
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    private static void awaitAtMost(int count) throws Exception {
        TimeLimit.until("at most " + count + " threads", () -> httpThreads() <= count);
    }

    private static int httpThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("smtp-fake-http"))
                .count();
    }
}
