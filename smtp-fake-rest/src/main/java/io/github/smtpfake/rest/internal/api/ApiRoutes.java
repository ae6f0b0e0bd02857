package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.HttpLimits;
import io.github.smtpfake.rest.internal.http.Router;
import io.github.smtpfake.rest.internal.store.StoreErrors;
import io.github.smtpfake.store.MessageStore;
import java.util.Optional;

/** The table of routes, except those of {@link Api#startRoutes}. Each route is also described in {@code openapi.yaml}. */
final class ApiRoutes implements AutoCloseable {
    // Half of the connections that the web server accepts, which leaves room for other requests.
    private static final int MAX_PARKED_REQUESTS = HttpLimits.DEFAULT.connections() / 2;

    private final ParkedRequests parked;
    private final EventJournal journal;
    private final StoreResource storeResource;
    private final RuleScopesResource ruleScopes;
    private final Router router;
    private final Handler handler;

    ApiRoutes(SmtpFakeServer smtp, String version, String label, Throughput throughput, Optional<Handler> webSocket) {
        this.parked = new ParkedRequests(smtp, MAX_PARKED_REQUESTS);
        this.journal = new EventJournal(smtp.store());
        this.storeResource = new StoreResource(smtp.store());
        this.ruleScopes = new RuleScopesResource(smtp, LeaseClock.system());
        this.router = ruleScopes.addTo(storeResource.addTo(router(smtp, version, label, throughput, webSocket)));
        this.handler = new StoreErrors(router);
    }

    private Router router(
            SmtpFakeServer smtp, String version, String label, Throughput throughput, Optional<Handler> webSocket) {
        MessageStore store = smtp.store();
        MessagesResource messages = new MessagesResource(store, parked);
        MessageResource message = new MessageResource(store, parked);
        SessionsResource sessions = new SessionsResource(store);
        RulesResource rules = new RulesResource(smtp);
        return new Router()
                .get("/api/messages", messages::list)
                .withBody("POST", "/api/messages", new NewMessageResource(smtp)::add)
                .withBody("PATCH", "/api/messages", messages::update)
                .delete("/api/messages", messages::delete)
                .post("/api/messages/drain", new DrainResource(store, parked)::drain)
                .get("/api/messages/{id}", message::show)
                .withBody("PATCH", "/api/messages/{id}", message::update)
                .delete("/api/messages/{id}", message::delete)
                .get("/api/messages/{id}/raw", message::raw)
                .get("/api/messages/{id}/text", message::text)
                .get("/api/messages/{id}/html", message::html)
                .get("/api/messages/{id}/html-compatibility", message::htmlCompatibility)
                .get("/api/messages/{id}/preview", message::preview)
                .get("/api/messages/{id}/parts/{index}", message::part)
                .get("/api/recipients", new RecipientsResource(store))
                .get("/api/sessions", sessions::list)
                .get("/api/sessions/{id}", sessions::show)
                .get("/api/rules", rules::list)
                .withBody("POST", "/api/rules", rules::add)
                .delete("/api/rules", rules::clear)
                .get("/api/rules/schema", rules::schema)
                .get("/api/rules/{id}", rules::show)
                .delete("/api/rules/{id}", rules::remove)
                .get("/api/events", new EventsResource(store, journal, webSocket)::listen)
                .get("/api/info", new InfoResource(smtp, version, label, this::waiting))
                .post("/api/login", new LoginResource())
                .get("/api/ca.pem", new CertificateResource(smtp))
                .get("/metrics", new MetricsResource(smtp, this::waiting, throughput))
                .get("/openapi.yaml", new OpenApiResource());
    }

    /** Returns the number of requests that wait for messages or other changes. */
    private int waiting() {
        return parked.count() + storeResource.waiting();
    }

    ParkedRequests parked() {
        return parked;
    }

    Router router() {
        return router;
    }

    /** Returns the handler of all requests for these routes. */
    Handler handler() {
        return handler;
    }

    @Override
    public void close() {
        parked.close();
        ruleScopes.close();
        storeResource.close();
        journal.close();
    }
}
