package io.github.smtpfake.rest.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.http.Handler;
import io.github.smtpfake.rest.http.Router;
import io.github.smtpfake.rest.mailpit.MailpitDialect;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The routes over a server's mail. What a start and the health routes do not need is loaded when the first request below
 * {@code /api} comes, so they are written without lambdas, which cost a new JVM much.
 */
public final class Api {
    // Half of the connections that the web server takes, so that there is always room to ask for something else.
    private static final int MOST_WAITS = 500;

    private final SmtpFakeServer smtp;
    private final String version;
    private final Instant startedAt = Instant.now();
    private @Nullable MailpitDialect dialect;

    /** @param version what {@code /api/info} tells */
    public Api(SmtpFakeServer smtp, String version) {
        this.smtp = smtp;
        this.version = version;
    }

    /** Returns what answers all requests. */
    public Handler routes() {
        return new Router()
                .get("/", new HomeResource())
                .get("/livez", new HealthResource.Live())
                .get("/readyz", new HealthResource.Ready(smtp))
                .mount("api", new Resources())
                .mount("api/v1", new Dialect(false))
                .mount("view", new Dialect(true));
    }

    private synchronized MailpitDialect dialect() {
        MailpitDialect made = dialect;
        if (made == null) {
            made = new MailpitDialect(smtp, version, startedAt);
            dialect = made;
        }
        return made;
    }

    private final class Dialect implements Supplier<Handler> {
        private final boolean view;

        Dialect(boolean view) {
            this.view = view;
        }

        @Override
        public Handler get() {
            return view ? dialect().view() : dialect().api();
        }
    }

    private final class Resources implements Supplier<Handler> {
        @Override
        public Handler get() {
            Waits waits = new Waits(smtp.store(), MOST_WAITS);
            MessagesResource messages = new MessagesResource(smtp.store(), waits);
            MessageResource message = new MessageResource(smtp.store(), waits);
            RulesResource rules = new RulesResource(smtp);
            return new Router()
                    .get("/api/messages", messages::list)
                    .delete("/api/messages", messages::delete)
                    .get("/api/messages/{id}", message::show)
                    .delete("/api/messages/{id}", message::delete)
                    .get("/api/messages/{id}/raw", message::raw)
                    .get("/api/rules", rules::list)
                    .withBody("POST", "/api/rules", rules::add)
                    .delete("/api/rules", rules::clear)
                    .get("/api/rules/{id}", rules::show)
                    .delete("/api/rules/{id}", rules::remove)
                    .get("/api/info", new InfoResource(smtp, version));
        }
    }
}
