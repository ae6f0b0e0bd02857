package io.github.smtpfake.rest.internal.page;

import io.github.smtpfake.rest.internal.http.Handler;
import io.github.smtpfake.rest.internal.http.ProblemDetails;
import io.github.smtpfake.rest.internal.http.ProblemException;
import io.github.smtpfake.rest.internal.http.Request;
import io.github.smtpfake.rest.internal.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code /page/{version}/…}: the scripts and style sheets of the page. The version is a hash of all files. The names are
 * constants and never depend on a request. Immutable.
 */
final class PageFiles implements Handler {
    /** The path below which the files are. */
    static final String PREFIX = "page";

    /** The library that the scripts import as {@code lib/preact.js}: Preact and htm in one file. */
    private static final String PREACT = "lib/preact.js";

    private static final String PREACT_RESOURCE = "/META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js";

    private static final List<String> STYLES =
            List.of("style/theme.css", "style/layout.css", "style/components.css", "style/views.css");

    private static final String MAIN = "main.js";

    /** All scripts, so that browsers load them at once instead of one after another. */
    private static final List<String> SCRIPTS = List.of(
            MAIN,
            PREACT,
            "texts.js",
            "api/client.js",
            "api/events.js",
            "components/basics.js",
            "components/dialog.js",
            "components/icon.js",
            "components/status.js",
            "components/tabs.js",
            "components/window-list.js",
            "state/completion.js",
            "state/keys.js",
            "state/messages.js",
            "state/notifications.js",
            "state/observable.js",
            "state/route.js",
            "state/rules.js",
            "state/server.js",
            "state/selection.js",
            "state/sessions.js",
            "state/settings.js",
            "state/theme.js",
            "state/title.js",
            "state/window.js",
            "util/focus.js",
            "util/format.js",
            "util/load.js",
            "util/query.js",
            "util/raw.js",
            "util/remote.js",
            "views/actions.js",
            "views/empty.js",
            "views/help.js",
            "views/login.js",
            "views/message.js",
            "views/message-row.js",
            "views/message/calendar.js",
            "views/message/compatibility.js",
            "views/message/headers.js",
            "views/message/html.js",
            "views/message/links.js",
            "views/message/parts.js",
            "views/message/problems.js",
            "views/message/raw.js",
            "views/message/text.js",
            "views/message/transcript.js",
            "views/messages.js",
            "views/recipients.js",
            "views/return-to-row.js",
            "views/rule-form.js",
            "views/rules.js",
            "views/search.js",
            "views/sessions.js",
            "views/shell.js");

    private static final String ICON = "icon.svg";

    private final Map<String, PageFile> files = new LinkedHashMap<>();
    private final String version;

    /** Reads all files. */
    PageFiles() {
        STYLES.forEach(this::add);
        SCRIPTS.forEach(this::add);
        add(ICON);
        this.version = version(files);
    }

    private void add(String name) {
        files.put(name, new PageFile(name, read(name.equals(PREACT) ? PREACT_RESOURCE : name)));
    }

    /** Returns the content of a file of this package or of a library. */
    static byte[] read(String resource) {
        try (InputStream file = PageFiles.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("The class path does not contain " + resource);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version(Map<String, PageFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            files.values().forEach(file -> digest.update(file.content()));
            return new BigInteger(1, digest.digest())
                    .toString(Character.MAX_RADIX)
                    .substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Returns the names of all files, with their folder. */
    Set<String> names() {
        return files.keySet();
    }

    /** Returns the number of bytes that a browser receives for all files, without the heads of the responses. */
    int transferredBytes() {
        return files.values().stream().mapToInt(PageFile::transferredBytes).sum();
    }

    /** Returns the path of the folder with the files, which ends with a slash. */
    String folder() {
        return "/" + PREFIX + "/" + version + "/";
    }

    /**
     * Returns the elements of the page's head that load the files.
     *
     * @param folder the path of the folder as the browser reaches it
     */
    String links(String folder) {
        StringBuilder links = new StringBuilder();
        for (String style : STYLES) {
            links.append("<link rel=\"stylesheet\" href=\"")
                    .append(folder)
                    .append(style)
                    .append("\">\n");
        }
        for (String script : SCRIPTS) {
            links.append("<link rel=\"modulepreload\" href=\"")
                    .append(folder)
                    .append(script)
                    .append("\">\n");
        }
        return links.append("<script type=\"module\" src=\"")
                .append(folder)
                .append(MAIN)
                .append("\"></script>")
                .toString();
    }

    @Override
    public Response handle(Request request) {
        request.parameters().requireOnly(Set.of());
        String path = request.route();
        PageFile file = path.startsWith(folder()) ? files.get(path.substring(folder().length())) : null;
        if (file == null) {
            throw new ProblemException(ProblemDetails.notFound(
                    "The page has no file at this path. Reload the page at " + request.link("/") + "."));
        }
        return file.response(request.headers("Accept-Encoding"));
    }
}
