package io.github.smtpfake.rest.internal.page;

import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import io.github.smtpfake.rest.internal.http.Router;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code /}: the web inbox. Reads its files when the first request arrives, so that they do not delay a start. Thread-safe. */
public final class Page implements Handler, Supplier<Handler> {
    /**
     * Allows scripts and styles of this server only, none in the page itself, and no request to another host. Text becomes
     * HTML only by the one policy that parses a message without showing it. Other pages must not embed this one.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
                    + " frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'; trusted-types smtp-fake-inert";

    private static final String NAME = "smtp-fake";

    private final String label;
    private final PageSettings settings;
    private @Nullable PageFiles files;

    /** @param label the name of the server for its users; empty if it has none */
    public Page(String label, PageSettings settings) {
        this.label = label;
        this.settings = settings;
    }

    /** Adds the routes of the page to a router. */
    public Router mountOn(Router router) {
        return router.get("/", this).mount(PageFiles.PREFIX, this);
    }

    /** Returns the handler of the scripts and style sheets. */
    @Override
    public Handler get() {
        return files();
    }

    private synchronized PageFiles files() {
        PageFiles read = files;
        if (read == null) {
            read = new PageFiles();
            files = read;
        }
        return read;
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        return Response.bytes(200, "text/html; charset=utf-8", html(request.link("")))
                .with("Content-Security-Policy", POLICY)
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Opener-Policy", "same-origin")
                .with("X-DNS-Prefetch-Control", "off");
    }

    /**
     * Returns the page.
     *
     * @param root the path of the server without a slash at its end, as the browser reaches it
     */
    byte[] html(String root) {
        String folder = root + files().folder();
        String name = escape(label.isEmpty() ? NAME : label + " - " + NAME);
        return new String(PageFiles.read("index.html"), StandardCharsets.UTF_8)
                .replace("{{files}}", folder)
                .replace("{{root}}", root + "/")
                .replace("{{deleteAll}}", settings.hidesDeleteAll() ? "hidden" : "shown")
                .replace("{{name}}", name)
                .replace("{{title}}", name)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
