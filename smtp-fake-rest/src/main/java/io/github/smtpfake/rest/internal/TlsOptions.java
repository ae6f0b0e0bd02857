package io.github.smtpfake.rest.internal;

import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.TlsIdentity;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import io.github.smtpfake.rest.internal.cli.Values;
import io.github.smtpfake.rest.internal.password.SecretLines;
import io.github.smtpfake.rest.internal.text.TlsModes;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads the options of {@link Option.Group#TLS}. */
final class TlsOptions {

    private TlsOptions() {}

    /** Returns the TLS mode of the SMTP port. */
    static TlsMode mode(CommandLine line) throws UsageException {
        Given given = line.value(Option.TLS);
        if (given == null) {
            return TlsMode.OFF;
        }
        List<String> names = new ArrayList<>();
        for (TlsMode mode : TlsMode.values()) {
            names.add(TlsModes.text(mode));
        }
        return TlsModes.parse(given.text()).orElseThrow(() -> given.notOneOf(names));
    }

    static void apply(CommandLine line, InetAddress httpAddress, SmtpFakeServerBuilder builder) throws UsageException {
        builder.tls(mode(line));
        Given smtpsPort = line.value(Option.SMTPS_PORT);
        if (smtpsPort != null) {
            builder.smtpsPort(Values.port(smtpsPort));
        }
        applyCertificateHosts(line.all(Option.CERTIFICATE_HOST), httpAddress, builder);
        applyIdentity(line, builder);
    }

    /** Includes the address of the HTTP server, which presents the same certificate. */
    private static void applyCertificateHosts(List<Given> all, InetAddress httpAddress, SmtpFakeServerBuilder builder)
            throws UsageException {
        List<String> hosts = new ArrayList<>();
        for (Given host : all) {
            requireHost(host, builder);
            hosts.add(host.text());
        }
        // A certificate cannot contain the scope of an address.
        hosts.add(httpAddress.getHostAddress().replaceFirst("%.*", ""));
        builder.certificateHosts(hosts.toArray(new String[0]));
    }

    private static void requireHost(Given host, SmtpFakeServerBuilder builder) throws UsageException {
        try {
            builder.certificateHosts(host.text());
        } catch (IllegalArgumentException e) {
            throw new UsageException(host.source() + ": " + e.getMessage());
        }
    }

    private static void applyIdentity(CommandLine line, SmtpFakeServerBuilder builder) throws UsageException {
        Given certificate = line.value(Option.TLS_CERTIFICATE);
        Given key = line.value(Option.TLS_KEY);
        Given keystore = line.value(Option.TLS_KEYSTORE);
        if (certificate == null && key == null && keystore == null) {
            return;
        }
        if (keystore != null && certificate == null && key == null) {
            String password = password(line);
            applyIdentity(builder, keystore, () -> TlsIdentity.fromPkcs12(Path.of(keystore.text()), password));
        } else if (keystore == null && certificate != null && key != null) {
            applyIdentity(
                    builder, certificate, () -> TlsIdentity.fromPem(Path.of(certificate.text()), Path.of(key.text())));
        } else {
            throw new UsageException("Use either " + Option.TLS_CERTIFICATE.flag() + " with " + Option.TLS_KEY.flag()
                    + ", or " + Option.TLS_KEYSTORE.flag());
        }
    }

    private static void applyIdentity(SmtpFakeServerBuilder builder, Given file, Supplier<TlsIdentity> identity)
            throws UsageException {
        try {
            builder.tlsIdentity(identity.get());
        } catch (IllegalArgumentException e) {
            throw new UsageException(file.source() + ": " + e.getMessage());
        }
    }

    private static String password(CommandLine line) throws UsageException {
        Given password = line.value(Option.TLS_KEYSTORE_PASSWORD);
        Given file = line.value(Option.TLS_KEYSTORE_PASSWORD_FILE);
        if (file == null) {
            return password == null ? "" : password.text();
        }
        if (password != null) {
            throw new UsageException("Use either " + password.source() + " or " + file.source());
        }
        List<SecretLines.Line> lines = SecretLines.read(file);
        if (lines.size() > 1) {
            throw new UsageException(file.source() + ": the file " + file.text() + " must contain only one line");
        }
        return lines.get(0).text();
    }
}
