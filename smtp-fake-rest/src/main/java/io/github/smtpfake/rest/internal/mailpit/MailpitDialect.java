package io.github.smtpfake.rest.internal.mailpit;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.message.Attachment;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.http.Router;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The routes of Mailpit's HTTP API, version 1, over a server's mail. Read marks and tags are its own and of no other
 * API. Parameters that it does not know are ignored, as clients of Mailpit may send them.
 */
public final class MailpitDialect implements Supplier<Handler> {
    private static final String NO_REQUESTS = "smtp-fake never sends anything anywhere, so this is not implemented: ";

    private final SmtpFakeServer smtp;
    private final String version;
    private final Instant startedAt = Instant.now();
    private @Nullable Handler handler;
    private @Nullable Chaos chaos;

    /**
     * Makes a dialect that loads nothing before the first request.
     *
     * @param version what {@code /api/v1/info} tells
     */
    public MailpitDialect(SmtpFakeServer smtp, String version) {
        this.smtp = smtp;
        this.version = version;
    }

    /**
     * Switches triggers of chaos on, and all others off.
     *
     * @param triggers such as {@code Sender:451:50,Recipient:550:100}
     * @throws IllegalArgumentException if they cannot be read, or the server never comes to such a command
     */
    public void setChaos(String triggers) {
        chaos().set(ChaosTriggers.parse(triggers));
    }

    private synchronized Chaos chaos() {
        Chaos made = chaos;
        if (made == null) {
            made = new Chaos(smtp);
            chaos = made;
        }
        return made;
    }

    /** Adds the dialect to a router, and returns the router. */
    public Router mountOn(Router router) {
        return router.mount("api/v1", this).mount("view", this);
    }

    /** Returns what answers requests below {@code /api/v1} and {@code /view}. */
    @Override
    public synchronized Handler get() {
        Handler made = handler;
        if (made == null) {
            made = new PlainErrors(router());
            handler = made;
        }
        return made;
    }

    /** Returns each route as method and path. */
    public List<String> routes() {
        return router().routes();
    }

    private Router router() {
        LabelledMessages mail = new LabelledMessages(smtp.store());
        MessagesResource messages = new MessagesResource(mail);
        MessageResource message = new MessageResource(mail);
        TagsResource tags = new TagsResource(mail);
        ChaosResource chaos = new ChaosResource(chaos());
        ApplicationResource application = new ApplicationResource(mail, version, startedAt);
        Router router = new Router()
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
                .get("/api/v1/info", application::info)
                .get("/api/v1/webui", application::webui)
                .get("/api/v1/chaos", chaos::show)
                .withBody("PUT", "/api/v1/chaos", chaos::set)
                .get("/view/{name}", new ViewResource(mail)::show);
        return withoutImplementation(router);
    }

    private static Router withoutImplementation(Router router) {
        return router.withBody(
                        "POST", "/api/v1/message/{ID}/release", notImplemented(NO_REQUESTS + "no mail is released."))
                .get("/api/v1/message/{ID}/link-check", notImplemented(NO_REQUESTS + "no link is followed."))
                .get("/api/v1/message/{ID}/sa-check", notImplemented(NO_REQUESTS + "no SpamAssassin is asked."))
                .get(
                        "/api/v1/message/{ID}/html-check",
                        notImplemented("HTML is not compared with what mail readers support."))
                .get(
                        "/api/v1/message/{ID}/part/{PartID}/thumb",
                        notImplemented(
                                "No image out of a mail is decoded here, so there are no thumbnails; get the part itself."));
    }

    private static Handler notImplemented(String reason) {
        return request -> Response.text(501, reason);
    }

    /** Returns where a part of a message is. */
    static String path(CapturedMessage message, Attachment part) {
        return "/api/v1/message/" + message.id() + "/part/" + part.section();
    }

    static Response ok() {
        return Response.text(200, "ok");
    }
}
