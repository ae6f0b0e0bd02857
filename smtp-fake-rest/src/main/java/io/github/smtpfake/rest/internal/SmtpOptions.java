package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.config.StartTls;
import io.github.smtpfake.config.TlsIdentity;
import io.github.smtpfake.config.Users;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import io.github.smtpfake.rest.internal.text.NearestName;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what the SMTP server is to do. */
final class SmtpOptions {
    private static final int DEFAULT_PORT = 1025;

    private SmtpOptions() {}

    /** Returns a server that is not built yet. */
    static SmtpFakeServerBuilder read(CommandLine line, InetAddress address) throws UsageException {
        SmtpFakeServerBuilder builder = SmtpFakeServer.builder()
                .bind(address)
                .port(Options.port(line.value(Option.SMTP_PORT), DEFAULT_PORT))
                .startTls(startTls(line.value(Option.STARTTLS)))
                .users(users(line.all(Option.USER)))
                .limits(LimitOptions.read(line));
        Given smtpsPort = line.value(Option.SMTPS_PORT);
        if (smtpsPort != null) {
            builder.smtpsPort(Options.port(smtpsPort, 0));
        }
        if (line.has(Option.AUTH_REQUIRED)) {
            builder.requireAuth();
        }
        if (line.has(Option.STRICT)) {
            builder.strict();
        }
        if (line.has(Option.ALLOW_MAIL_BEFORE_EHLO)) {
            refuseStrict(line, Option.ALLOW_MAIL_BEFORE_EHLO);
            builder.allowMailBeforeEhlo();
        }
        if (line.has(Option.LENIENT_LF)) {
            refuseStrict(line, Option.LENIENT_LF);
            builder.allowBareLf();
        }
        for (Given given : line.all(Option.WITHOUT)) {
            builder.disable(permitted(given, extension(given), line));
        }
        hostName(builder, line.value(Option.HOST_NAME));
        certificate(builder, line);
        return builder;
    }

    private static void refuseStrict(CommandLine line, Option tolerance) throws UsageException {
        if (line.has(Option.STRICT)) {
            throw contradiction(Option.STRICT.flag(), tolerance.flag());
        }
    }

    private static SmtpExtension permitted(Given given, SmtpExtension extension, CommandLine line)
            throws UsageException {
        if (extension == SmtpExtension.AUTH && line.has(Option.AUTH_REQUIRED)) {
            throw contradiction(Option.AUTH_REQUIRED.flag(), given.source() + " AUTH");
        }
        if (extension == SmtpExtension.STARTTLS && startTls(line.value(Option.STARTTLS)) == StartTls.REQUIRED) {
            throw contradiction(Option.STARTTLS.flag() + " required", given.source() + " STARTTLS");
        }
        return extension;
    }

    private static UsageException contradiction(String one, String other) {
        return new UsageException(one + " contradicts " + other + ": leave out one of them");
    }

    private static StartTls startTls(@Nullable Given given) throws UsageException {
        if (given == null) {
            return StartTls.OFF;
        }
        for (StartTls mode : StartTls.values()) {
            if (mode.name().equalsIgnoreCase(given.text())) {
                return mode;
            }
        }
        throw given.wrong("must be off, offered or required");
    }

    private static Users users(List<Given> all) throws UsageException {
        Users users = Users.any();
        for (Given given : all) {
            Values.Login login = Values.login(given);
            users = users.and(login.name(), login.password());
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
        String near = NearestName.of(given.text().toUpperCase(Locale.ROOT), keywords)
                .map(name -> ", did you mean " + name + "?")
                .orElse("");
        throw new UsageException(given.source() + " must be one of " + String.join(", ", keywords) + ", not \""
                + given.text() + "\"" + near);
    }

    private static void hostName(SmtpFakeServerBuilder builder, @Nullable Given given) throws UsageException {
        if (given != null) {
            try {
                builder.hostName(given.text());
            } catch (IllegalArgumentException e) {
                throw given.wrong("must be printable ASCII without blanks, of at most 255 characters");
            }
        }
    }

    private static void certificate(SmtpFakeServerBuilder builder, CommandLine line) throws UsageException {
        List<Given> hosts = line.all(Option.CERTIFICATE_HOST);
        if (!hosts.isEmpty()) {
            certificateHosts(builder, hosts);
        }
        Given certificate = line.value(Option.TLS_CERTIFICATE);
        Given key = line.value(Option.TLS_KEY);
        Given keystore = line.value(Option.TLS_KEYSTORE);
        if (certificate == null && key == null && keystore == null) {
            return;
        }
        if (keystore != null && certificate == null && key == null) {
            String password = password(line.value(Option.TLS_KEYSTORE_PASSWORD));
            tlsIdentity(builder, keystore, () -> TlsIdentity.fromPkcs12(Path.of(keystore.text()), password));
        } else if (keystore == null && certificate != null && key != null) {
            tlsIdentity(
                    builder, certificate, () -> TlsIdentity.fromPem(Path.of(certificate.text()), Path.of(key.text())));
        } else {
            throw new UsageException("Give either " + Option.TLS_CERTIFICATE.flag() + " and " + Option.TLS_KEY.flag()
                    + ", or " + Option.TLS_KEYSTORE.flag());
        }
    }

    private static void tlsIdentity(SmtpFakeServerBuilder builder, Given file, Supplier<TlsIdentity> material)
            throws UsageException {
        try {
            builder.tlsIdentity(material.get());
        } catch (IllegalArgumentException e) {
            throw new UsageException(file.source() + ": " + e.getMessage());
        }
    }

    private static String password(@Nullable Given given) {
        return given == null ? "" : given.text();
    }

    private static void certificateHosts(SmtpFakeServerBuilder builder, List<Given> given) throws UsageException {
        List<String> hosts = new ArrayList<>();
        for (Given host : given) {
            hosts.add(host.text());
        }
        try {
            builder.certificateHosts(hosts.toArray(new String[0]));
        } catch (IllegalArgumentException e) {
            throw new UsageException(given.get(0).source() + ": " + e.getMessage());
        }
    }
}
