package io.github.smtpfake.rest.internal;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.http.AccessGuard;
import io.github.smtpfake.rest.internal.http.Authentication;
import io.github.smtpfake.rest.internal.http.WebRoot;
import io.github.smtpfake.rest.internal.password.HashedPassword;
import io.github.smtpfake.rest.internal.password.Login;
import io.github.smtpfake.rest.internal.password.LoginReader;
import io.github.smtpfake.rest.internal.password.PlainPassword;
import io.github.smtpfake.rest.internal.password.SecretLines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the options of {@link Option.Group#HTTP}: the access rules of HTTP. */
final class HttpOptions {
    private static final String TOKEN = "[A-Za-z0-9._~+/-]+=*";
    private static final String ORIGIN = "https?://[^/?#@*\\s,]+";

    private HttpOptions() {}

    static AccessGuard guard(CommandLine line) throws UsageException {
        return new AccessGuard(allowedHosts(line.all(Option.ALLOWED_HOST)))
                .allowingOrigins(origins(line.all(Option.CORS_ORIGIN)))
                .requiring(authentication(line))
                .below(webRoot(line.value(Option.WEB_ROOT)));
    }

    private static WebRoot webRoot(@Nullable Given given) throws UsageException {
        if (given == null) {
            return WebRoot.NONE;
        }
        try {
            return WebRoot.of(given.text());
        } catch (IllegalArgumentException e) {
            throw given.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> allowedHosts(List<Given> all) throws UsageException {
        List<String> hosts = new ArrayList<>(all.size());
        for (Given given : all) {
            if (!AccessGuard.isHostName(given.text())) {
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
        List<Login> logins = LoginReader.read(line.all(Option.HTTP_USER), line.all(Option.HTTP_USER_FILE));
        for (Login login : LoginReader.slowestFirst(logins)) {
            if (login.password() instanceof PlainPassword plain) {
                authentication = authentication.orUser(login.name(), plain.text());
            } else if (login.password() instanceof HashedPassword hashed) {
                authentication = authentication.orMatching(login.name(), hashed::matches);
            }
        }
        for (Given given : line.all(Option.HTTP_TOKEN)) {
            authentication = authentication.orToken(token(given.text(), given.source()));
        }
        for (Given file : line.all(Option.HTTP_TOKEN_FILE)) {
            for (SecretLines.Line secret : SecretLines.read(file)) {
                authentication = authentication.orToken(token(secret.text(), secret.place()));
            }
        }
        return authentication;
    }

    /** Returns a valid token. The exception does not show the value, because it is a secret. */
    private static String token(String text, String place) throws UsageException {
        if (!text.matches(TOKEN)) {
            throw new UsageException(place + " must consist of letters, digits and the characters -._~+/= (RFC 6750)");
        }
        return text;
    }
}
