package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.http.Router;
import io.github.smtpfake.rest.internal.store.StoreErrors;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mailpit's HTTP API, version 1, for the messages of a server. It ignores unknown
 * parameters, because clients of Mailpit may send them. To add a route, add it to the table in {@code router()}.
 */
public final class MailpitDialect implements Supplier<Handler> {
    /** The database of a server that keeps mail in memory. */
    public static final String IN_MEMORY = "(in memory)";

    private static final String NO_CONNECTIONS =
            "Not implemented, because smtp-fake never opens outgoing connections: ";

    private final SmtpFakeServer smtp;
    private final String version;
    private final String database;
    private final String label;
    private final Instant startedAt = Instant.now();
    private @Nullable Handler handler;
    private @Nullable Chaos chaos;

    /**
     * Creates a dialect for a server that keeps mail in memory.
     *
     * @param version the version that {@code /api/v1/info} returns
     */
    public MailpitDialect(SmtpFakeServer smtp, String version) {
        this(smtp, version, IN_MEMORY, "");
    }

    /**
     * Creates a dialect that loads its classes with the first request.
     *
     * @param version the version that {@code /api/v1/info} returns
     * @param database the file in which mail is stored or {@link #IN_MEMORY}, which {@code /api/v1/info} returns
     * @param label the name of this server for its users, which {@code /api/v1/webui} returns; empty if it has none
     */
    public MailpitDialect(SmtpFakeServer smtp, String version, String database, String label) {
        this.smtp = smtp;
        this.version = version;
        this.database = database;
        this.label = label;
    }

    /**
     * Sets the triggers of chaos, and switches off all others.
     *
     * @param triggers such as {@code Sender:451:50,Recipient:550:100}
     * @throws IllegalArgumentException if the triggers are invalid, or the server never reaches the stage of a trigger
     */
    public void setChaos(String triggers) {
        chaos().set(ChaosTriggers.parse(triggers));
    }

    private synchronized Chaos chaos() {
        Chaos existing = chaos;
        if (existing == null) {
            existing = new Chaos(smtp);
            chaos = existing;
        }
        return existing;
    }

    /** Adds the dialect to a router, and returns the router. */
    public Router mountOn(Router router) {
        return router.mount("api/v1", this).mount("view", this);
    }

    /** Returns the handler of requests below {@code /api/v1} and {@code /view}. */
    @Override
    public synchronized Handler get() {
        Handler existing = handler;
        if (existing == null) {
            existing = new PlainTextErrors(new StoreErrors(new EmptyOptions(router())));
            handler = existing;
        }
        return existing;
    }

    /** Returns each route as method and path. */
    public List<String> routes() {
        return router().routes();
    }

    private Router router() {
        MessageFinder mail = new MessageFinder(smtp.store());
        MessagesResource messages = new MessagesResource(mail);
        MessageResource message = new MessageResource(mail);
        TagsResource tags = new TagsResource(mail);
        ChaosResource chaos = new ChaosResource(chaos());
        InfoResource info = new InfoResource(mail, version, database, label, startedAt);
        Router router = new Router()
                .ignoreBodiesOfGet()
                .get("/api/v1/messages", messages::list)
                .withBody("PUT", "/api/v1/messages", messages::mark)
                .withBody("DELETE", "/api/v1/messages", messages::delete)
                .get("/api/v1/search", messages::search)
                .delete("/api/v1/search", messages::deleteSearch)
                .get("/api/v1/message/{ID}", message::show)
                .get("/api/v1/message/{ID}/headers", message::headers)
                .get("/api/v1/message/{ID}/raw", message::raw)
                .get("/api/v1/message/{ID}/part/{PartID}", message::part)
                .withBody("POST", "/api/v1/send", new SendResource(smtp)::send)
                .get("/api/v1/tags", tags::list)
                .withBody("PUT", "/api/v1/tags", tags::set)
                .withBody("PUT", "/api/v1/tags/{Tag}", tags::rename)
                .delete("/api/v1/tags/{Tag}", tags::delete)
                .get("/api/v1/info", info::info)
                .get("/api/v1/webui", info::webui)
                .get("/api/v1/chaos", chaos::show)
                .withBody("PUT", "/api/v1/chaos", chaos::set)
                .get("/view/{name}", new ViewResource(mail)::show);
        return addUnimplementedRoutes(router);
    }

    private static Router addUnimplementedRoutes(Router router) {
        return router.withBody(
                        "POST",
                        "/api/v1/message/{ID}/release",
                        notImplemented(NO_CONNECTIONS + "it does not release messages."))
                .get("/api/v1/message/{ID}/link-check", notImplemented(NO_CONNECTIONS + "it does not follow links."))
                .get(
                        "/api/v1/message/{ID}/sa-check",
                        notImplemented(NO_CONNECTIONS + "it does not query SpamAssassin."))
                .get("/api/v1/message/{ID}/rspamd-check", notImplemented(NO_CONNECTIONS + "it does not query Rspamd."))
                .get(
                        "/api/v1/message/{ID}/html-check",
                        notImplemented(
                                "Not implemented: smtp-fake does not check which mail clients support the HTML."))
                .get(
                        "/api/v1/message/{ID}/part/{PartID}/thumb",
                        notImplemented(
                                "Not implemented: smtp-fake does not decode images. Request the part instead of its thumbnail."));
    }

    private static Handler notImplemented(String reason) {
        return request -> Response.text(501, reason);
    }
}
