package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.Limits;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import io.github.smtpfake.rest.internal.password.HashedPassword;
import io.github.smtpfake.rest.internal.password.Login;
import io.github.smtpfake.rest.internal.password.LoginReader;
import io.github.smtpfake.rest.internal.password.PlainPassword;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the options of {@link Option.Group#SMTP}, and combines all settings of the SMTP server. */
final class SmtpOptions {
    private static final int DEFAULT_PORT = 1025;

    private SmtpOptions() {}

    /** Returns a builder with the settings of the SMTP server. */
    static SmtpFakeServerBuilder read(CommandLine line, InetAddress address, InetAddress httpAddress, Limits limits)
            throws UsageException {
        Given port = line.value(Option.SMTP_PORT);
        SmtpFakeServerBuilder builder = SmtpFakeServer.builder()
                .bind(address)
                .port(port == null ? DEFAULT_PORT : Values.port(port))
                .users(users(line))
                .limits(limits);
        applyAllowedRecipients(line.value(Option.ALLOWED_RECIPIENTS), builder);
        applySwitches(line, builder);
        for (Given given : line.all(Option.DISABLE)) {
            SmtpExtension extension = extension(given);
            rejectIfRequired(extension, given, line);
            builder.disable(extension);
        }
        applyHostName(line.value(Option.HOST_NAME), builder);
        TlsOptions.apply(line, httpAddress, builder);
        return builder;
    }

    private static void applyAllowedRecipients(@Nullable Given given, SmtpFakeServerBuilder builder)
            throws UsageException {
        if (given != null) {
            try {
                builder.allowedRecipients(Pattern.compile(given.text()));
            } catch (PatternSyntaxException e) {
                throw given.invalid("must be a regular expression of Java (" + e.getDescription() + " near index "
                        + e.getIndex() + ")");
            }
        }
    }

    private static void applySwitches(CommandLine line, SmtpFakeServerBuilder builder) throws UsageException {
        if (line.has(Option.REQUIRE_AUTH)) {
            builder.requireAuth();
        }
        if (line.has(Option.IGNORE_REJECTED_RECIPIENTS)) {
            builder.ignoreRejectedRecipients();
        }
        if (line.has(Option.STRICT)) {
            builder.strict();
        }
        if (isLenient(line, Option.ALLOW_MAIL_BEFORE_EHLO)) {
            builder.allowMailBeforeEhlo();
        }
        if (isLenient(line, Option.ALLOW_BARE_LF)) {
            builder.allowBareLf();
        }
        if (isLenient(line, Option.ALLOW_UNBRACKETED_PATHS)) {
            builder.allowUnbracketedPaths();
        }
        if (isLenient(line, Option.ALLOW_UNKNOWN_PARAMETERS)) {
            builder.allowUnknownParameters();
        }
        if (isLenient(line, Option.ALLOW_UNPADDED_BASE64)) {
            builder.allowUnpaddedBase64();
        }
        if (line.has(Option.DISCARD_CONTENT)) {
            builder.discardContent();
        }
    }

    private static boolean isLenient(CommandLine line, Option leniency) throws UsageException {
        if (line.has(leniency) && line.has(Option.STRICT)) {
            throw contradiction(Option.STRICT.flag(), leniency.flag());
        }
        return line.has(leniency);
    }

    private static void rejectIfRequired(SmtpExtension extension, Given disabled, CommandLine line)
            throws UsageException {
        if (extension == SmtpExtension.AUTH && line.has(Option.REQUIRE_AUTH)) {
            throw contradiction(Option.REQUIRE_AUTH.flag(), disabled.source() + " AUTH");
        }
        if (extension == SmtpExtension.STARTTLS && TlsOptions.mode(line) == TlsMode.STARTTLS_REQUIRED) {
            throw contradiction(Option.TLS.flag() + " starttls-required", disabled.source() + " STARTTLS");
        }
    }

    private static UsageException contradiction(String one, String other) {
        return new UsageException(one + " and " + other + " contradict each other; remove one of them");
    }

    private static Users users(CommandLine line) throws UsageException {
        // The last password of a name counts.
        Map<String, Login> logins = new LinkedHashMap<>();
        for (Login login : LoginReader.read(line.all(Option.USER), line.all(Option.USER_FILE))) {
            logins.put(login.name(), login);
        }
        Users users = Users.any();
        for (Login login : LoginReader.slowestFirst(List.copyOf(logins.values()))) {
            if (login.password() instanceof PlainPassword plain) {
                users = users.and(login.name(), plain.text());
            } else if (login.password() instanceof HashedPassword hashed) {
                users = users.andMatching(login.name(), hashed::matches);
            }
        }
        return users;
    }

    private static SmtpExtension extension(Given given) throws UsageException {
        List<String> keywords = new ArrayList<>();
        for (SmtpExtension extension : SmtpExtension.values()) {
            if (extension.keyword().equalsIgnoreCase(given.text())) {
                return extension;
            }
            keywords.add(extension.keyword());
        }
        throw new Given(given.source(), given.text().toUpperCase(Locale.ROOT)).notOneOf(keywords);
    }

    private static void applyHostName(@Nullable Given given, SmtpFakeServerBuilder builder) throws UsageException {
        if (given != null) {
            try {
                builder.hostName(given.text());
            } catch (IllegalArgumentException e) {
                throw given.invalid("must consist of at most 255 printable ASCII characters without spaces");
            }
        }
    }
}
