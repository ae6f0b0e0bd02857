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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * {@code /page/{version}/…}: the script, the style sheet and the icon of the page. The version is a hash of all files. The names
 * of resources never depend on a request. Immutable.
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

    /** All style sheets, so that a browser asks once and paints early. */
    static final String STYLE = "page.css";

    /** All scripts. */
    static final String SCRIPT = "page.js";

    private static final String ICON = "icon.svg";

    private final Map<String, PageFile> files = new LinkedHashMap<>();
    private final String version;

    /** Reads all files. */
    PageFiles() {
        add(STYLE, STYLES.stream().map(PageFiles::text).collect(Collectors.joining("\n")));
        add(SCRIPT, scripts().script());
        add(ICON, text(ICON));
        this.version = version(files);
    }

    private void add(String name, String content) {
        files.put(name, new PageFile(name, content.getBytes(StandardCharsets.UTF_8)));
    }

    private static ModuleBundle scripts() {
        return new ModuleBundle(MAIN, name -> text(name.equals(PREACT) ? PREACT_RESOURCE : name));
    }

    /** Returns the names of the resources that the files contain. */
    static Set<String> sources() {
        Set<String> sources = new TreeSet<>(STYLES);
        sources.addAll(scripts().names());
        sources.add(ICON);
        return sources;
    }

    private static String text(String resource) {
        return new String(read(resource), StandardCharsets.UTF_8);
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

    /** Returns the number of bytes that a browser receives for all files, without the heads of the responses. */
    int transferredBytes() {
        return files.values().stream().mapToInt(PageFile::transferredBytes).sum();
    }

    /** Returns the path of the folder with the files, which ends with a slash. */
    String folder() {
        return "/" + PREFIX + "/" + version + "/";
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
