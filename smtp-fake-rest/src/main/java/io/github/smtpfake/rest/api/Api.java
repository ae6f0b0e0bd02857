package io.github.smtpfake.rest.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.http.Handler;
import io.github.smtpfake.rest.http.Router;
import io.github.smtpfake.rest.mailpit.MailpitDialect;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The routes over a server's mail. What a start and the health routes do not need is loaded when the first request for
 * anything else comes, so they are written without lambdas, which cost a new JVM much.
 */
public final class Api implements AutoCloseable {
    private final SmtpFakeServer smtp;
    private final String version;
    private final Resources resources;
    private final Instant startedAt = Instant.now();
    private @Nullable MailpitDialect dialect;

    /** @param version what {@code /api/info} tells */
    public Api(SmtpFakeServer smtp, String version) {
        this.smtp = smtp;
        this.version = version;
        this.resources = new Resources(smtp, version);
    }

    /** Returns what answers all requests. */
    public Handler routes() {
        return router().mount("api", resources)
                .mount("metrics", resources)
                .mount("openapi.yaml", resources)
                .mount("api/v1", new Dialect(false))
                .mount("view", new Dialect(true));
    }

    /** The routes that load next to nothing. */
    Router router() {
        return new Router()
                .get("/", new HomeResource())
                .get("/livez", new HealthResource.Live())
                .get("/readyz", new HealthResource.Ready(smtp));
    }

    /** The other ones, without those of Mailpit. */
    Router resources() {
        return resources.router();
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

    /** Ends what waits for mail; whoever asks later is told so. */
    @Override
    public void close() {
        resources.close();
    }
}
