package io.github.smtpfake.rest.internal.api;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Router;
import io.github.smtpfake.rest.internal.json.Json;
import io.github.smtpfake.rest.internal.json.JsonValue;
import io.github.smtpfake.rest.internal.page.Page;
import io.github.smtpfake.rest.internal.page.PageSettings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP API of a server. Thread-safe.
 *
 * <p>Only the page at {@code /} and the health routes are ready at once. The classes of all other routes are loaded when the
 * first request for one of them arrives, which makes a cold start faster. For the same reason this class and the routes
 * that it names are written without lambdas.
 */
public final class Api implements AutoCloseable {
    private final SmtpFakeServer smtp;
    private final String version;
    private final String label;
    private final Page page;
    private final Throughput throughput = Throughput.create();
    private Optional<Handler> webSocket = Optional.empty();
    private @Nullable ApiRoutes apiRoutes;

    /**
     * Creates an API that reads and changes the store and the rules of a server.
     *
     * @param version the version that {@code /api/info} reports
     */
    public Api(SmtpFakeServer smtp, String version) {
        this(smtp, version, "", PageSettings.DEFAULT);
    }

    /**
     * Creates an API of a server with a label and a page.
     *
     * @param version the version that {@code /api/info} reports
     * @param label the name of this server for its users, which {@code /api/info} and the home page show; empty if it has none
     */
    public Api(SmtpFakeServer smtp, String version, String label, PageSettings settings) {
        this.smtp = smtp;
        this.version = version;
        this.label = label;
        this.page = new Page(label, settings);
        smtp.store().addListener(throughput);
    }

    /**
     * Sets what answers the requests for a WebSocket at {@code /api/events}, after their origin has been checked. By default, they
     * are rejected with 501. Must be called before the first request.
     */
    public void onWebSocket(Handler handler) {
        webSocket = Optional.of(handler);
    }

    /** Returns the parameters of this API that the dialect of Mailpit accepts, too. */
    public NativeParameters parameters() {
        return new NativeParameters(smtp.store(), apiRoutes().parked());
    }

    /** Returns a new router with every route of the API, to which other APIs can be mounted. */
    public Router router() {
        Supplier<Handler> onFirstRequest = new OnFirstRequest();
        return startRoutes()
                .mount("api", onFirstRequest)
                .mount("metrics", onFirstRequest)
                .mount("openapi.yaml", onFirstRequest);
    }

    /** Returns the routes that are ready at once. */
    Router startRoutes() {
        Handler live = new HealthResource.Live();
        Handler ready = new HealthResource.Ready(smtp);
        return page.mountOn(new Router())
                .get("/livez", live)
                .options("/livez", live)
                .get("/readyz", ready)
                .options("/readyz", ready);
    }

    /** Returns all other routes. */
    synchronized ApiRoutes apiRoutes() {
        ApiRoutes created = apiRoutes;
        if (created == null) {
            created = new ApiRoutes(smtp, version, label, throughput, webSocket);
            apiRoutes = created;
        }
        return created;
    }

    /** Loads the classes that requests need, which otherwise happens when the first of them arrives. */
    public void prepare() {
        JsonValue.parse(Json.bytes(Map.of()));
        Object unused = apiRoutes().handler();
    }

    /** Answers all requests that wait for mail with 503, including later ones. */
    @Override
    public synchronized void close() {
        smtp.store().removeListener(throughput);
        if (apiRoutes != null) {
            apiRoutes.close();
        }
    }

    private final class OnFirstRequest implements Supplier<Handler> {
        @Override
        public Handler get() {
            return apiRoutes().handler();
        }
    }
}
