package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import java.util.ArrayList;
import java.util.List;

/** Reads the options of {@link Option.Group#HTTP}: the access rules of HTTP. */
final class HttpOptions {
    private static final String HOST = "(?=.{1,253}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.?";
    private static final String TOKEN = "[A-Za-z0-9._~+/-]+=*";
    private static final String ORIGIN = "https?://[^/?#@*\\s,]+";

    private HttpOptions() {}

    static AccessGuard guard(CommandLine line) throws UsageException {
        return new AccessGuard(allowedHosts(line.all(Option.ALLOWED_HOST)))
                .allowingOrigins(origins(line.all(Option.CORS_ORIGIN)))
                .requiring(authentication(line));
    }

    private static List<String> allowedHosts(List<Given> all) throws UsageException {
        List<String> hosts = new ArrayList<>(all.size());
        for (Given given : all) {
            if (!given.text().matches(HOST)) {
                throw given.invalid(
                        "must be a host name such as mail.example.org, without scheme, port and wildcard; IP"
                                + " addresses, names without a dot, and names that end in .localhost, .internal, .local or .test"
                                + " are always allowed");
            }
            hosts.add(given.text());
        }
        return hosts;
    }

    private static List<String> origins(List<Given> all) throws UsageException {
        List<String> origins = new ArrayList<>(all.size());
        for (Given given : all) {
            if (!given.text().matches(ORIGIN)) {
                throw given.invalid("must be an origin such as http://localhost:3000; * is not allowed");
            }
            origins.add(given.text());
        }
        return origins;
    }

    private static Authentication authentication(CommandLine line) throws UsageException {
        Authentication authentication = Authentication.NONE;
        for (Given given : line.all(Option.HTTP_USER)) {
            Values.Login login = Values.login(given);
            authentication = authentication.orUser(login.name(), login.password());
        }
        for (Given given : line.all(Option.HTTP_TOKEN)) {
            if (!given.text().matches(TOKEN)) {
                // The message does not show the value, because it is a secret.
                throw new UsageException(
                        given.source() + " must consist of letters, digits and the characters -._~+/= (RFC 6750)");
            }
            authentication = authentication.orToken(given.text());
        }
        return authentication;
    }
}
