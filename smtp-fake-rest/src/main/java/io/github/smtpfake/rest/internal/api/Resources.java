package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Router;
import io.github.smtpfake.store.MessageStore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The routes that read and change mail, made when the first of them is asked for. Thread-safe. */
final class Resources implements Supplier<Handler>, AutoCloseable {
    // Half of the connections that the web server takes, so that there is always room to ask for something else.
    private static final int MOST_WAITS = 2_000;

    private final SmtpFakeServer smtp;
    private final String version;
    private @Nullable Router router;
    private @Nullable ParkedRequests waits;
    private @Nullable EventJournal journal;

    Resources(SmtpFakeServer smtp, String version) {
        this.smtp = smtp;
        this.version = version;
    }

    @Override
    public Handler get() {
        return router();
    }

    synchronized Router router() {
        Router made = router;
        if (made == null) {
            made = make();
            router = made;
        }
        return made;
    }

    private Router make() {
        MessageStore store = smtp.store();
        ParkedRequests waiting = new ParkedRequests(store, MOST_WAITS);
        EventJournal events = new EventJournal(store);
        waits = waiting;
        journal = events;
        Router routes = new Router()
                .get("/api/events", new EventsResource(store, events)::listen)
                .get("/api/info", new InfoResource(smtp, version, waiting))
                .get("/api/ca.pem", new CertificateResource(smtp))
                .get("/metrics", new MetricsResource(smtp, waiting)::show)
                .get("/openapi.yaml", new OpenApiResource());
        addMessages(routes, store, waiting);
        addSessions(routes, new SessionsResource(store));
        addRules(routes, new RulesResource(smtp));
        return routes;
    }

    private static void addMessages(Router routes, MessageStore store, ParkedRequests waits) {
        MessagesResource messages = new MessagesResource(store, waits);
        MessageResource message = new MessageResource(store, waits);
        routes.get("/api/messages", messages::list)
                .delete("/api/messages", messages::delete)
                .post("/api/messages/drain", new DrainResource(store, waits)::drain)
                .get("/api/messages/{id}", message::show)
                .delete("/api/messages/{id}", message::delete)
                .get("/api/messages/{id}/raw", message::raw)
                .get("/api/messages/{id}/text", message::text)
                .get("/api/messages/{id}/html", message::html)
                .get("/api/messages/{id}/parts/{index}", message::part);
    }

    private static void addSessions(Router routes, SessionsResource sessions) {
        routes.get("/api/sessions", sessions::list).get("/api/sessions/{id}", sessions::show);
    }

    private static void addRules(Router routes, RulesResource rules) {
        routes.get("/api/rules", rules::list)
                .withBody("POST", "/api/rules", rules::add)
                .delete("/api/rules", rules::clear)
                .get("/api/rules/{id}", rules::show)
                .delete("/api/rules/{id}", rules::remove);
    }

    @Override
    public synchronized void close() {
        if (waits != null) {
            waits.close();
        }
        if (journal != null) {
            journal.close();
        }
    }
}
