package io.github.smtpfake.rest.internal.client;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.password.Login;
import io.github.smtpfake.rest.internal.password.LoginReader;
import io.github.smtpfake.rest.internal.password.PlainPassword;
import io.github.smtpfake.rest.internal.password.SecretLines;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of the Authorization header for tokens, and for the users of the server. */
final class Credentials {

    private Credentials() {}

    static String ofToken(String token) {
        return "Bearer " + token;
    }

    /** Returns the first token of a file. */
    static String ofTokenFile(Given file) throws UsageException {
        return ofToken(SecretLines.read(file).get(0).text());
    }

    /**
     * Returns the first credentials that the variables of the server configure, because the server accepts any of them; null
     * if there are none, or only hashes of passwords.
     */
    static @Nullable String of(Map<String, String> environment) throws UsageException {
        Given token = first(environment, "SMTP_FAKE_HTTP_TOKEN");
        if (token != null) {
            return ofToken(token.text().split(",")[0].strip());
        }
        Given tokenFile = first(environment, "SMTP_FAKE_HTTP_TOKEN_FILE");
        if (tokenFile != null) {
            return ofTokenFile(tokenFile);
        }
        Given file = first(environment, "SMTP_FAKE_HTTP_USER_FILE", "MP_UI_AUTH_FILE");
        List<Given> users = split(first(environment, "SMTP_FAKE_HTTP_USER"), ",");
        if (users.isEmpty() && !isReplaced(environment)) {
            users = split(first(environment, "MP_UI_AUTH"), "\\s+");
        }
        return ofUser(LoginReader.read(users, file == null ? List.of() : List.of(file)));
    }

    /** Returns whether the server ignores {@code MP_UI_AUTH}, because there is a file with users. */
    private static boolean isReplaced(Map<String, String> environment) {
        return first(environment, "MP_UI_AUTH_FILE") != null;
    }

    private static List<Given> split(@Nullable Given users, String separator) {
        return users == null
                ? List.of()
                : Arrays.stream(users.text().strip().split(separator))
                        .map(user -> new Given(users.source(), user.strip()))
                        .toList();
    }

    private static @Nullable String ofUser(List<Login> logins) {
        for (Login login : logins) {
            if (login.password() instanceof PlainPassword plain) {
                byte[] pair = (login.name() + ":" + plain.text()).getBytes(StandardCharsets.UTF_8);
                return "Basic " + Base64.getEncoder().encodeToString(pair);
            }
        }
        return null;
    }

    private static @Nullable Given first(Map<String, String> environment, String... names) {
        for (String name : names) {
            String value = environment.getOrDefault(name, "");
            if (!value.isBlank()) {
                return new Given(name, value);
            }
        }
        return null;
    }
}
