package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Router;
import io.github.smtpfake.rest.internal.mailpit.MailpitDialect;

/**
 * The routes over a server's mail. What a start and the health routes do not need is loaded when the first request for
 * anything else comes, so they are written without lambdas, which cost a new JVM much.
 */
public final class Api implements AutoCloseable {
    private final SmtpFakeServer smtp;
    private final Resources resources;
    private final MailpitDialect dialect;

    /** @param version what {@code /api/info} tells */
    public Api(SmtpFakeServer smtp, String version) {
        this.smtp = smtp;
        this.resources = new Resources(smtp, version);
        this.dialect = new MailpitDialect(smtp, version);
    }

    /**
     * Lets commands fail by chance, as Mailpit's variable says it.
     *
     * @param triggers such as {@code Sender:451:50,Recipient:550:100}: what fails, with which code and in how many percent
     * @throws IllegalArgumentException if they cannot be read, or the server never comes to such a command
     */
    public void setChaos(String triggers) {
        dialect.setChaos(triggers);
    }

    /** Returns what answers all requests. */
    public Handler routes() {
        return router().mount("api", resources)
                .mount("metrics", resources)
                .mount("openapi.yaml", resources)
                .mount("api/v1", dialect)
                .mount("view", dialect);
    }

    /** The routes that load next to nothing. */
    Router router() {
        return new Router()
                .get("/", new HomeResource())
                .get("/livez", new HealthResource.Live())
                .get("/readyz", new HealthResource.Ready(smtp));
    }

    /** The other ones. */
    Router resources() {
        return resources.router();
    }

    /** Ends what waits for mail; whoever asks later is told so. */
    @Override
    public void close() {
        resources.close();
    }
}
