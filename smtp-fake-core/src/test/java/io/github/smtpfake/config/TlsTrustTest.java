package io.github.smtpfake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.internal.smtp.tls.CertificateAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTrustTest {
    private final TlsTrust trust = CertificateAuthority.create(List.of()).trust();

    @TempDir
    private Path directory;

    @Test
    void writesPemThatCanBeReadBack() throws Exception {
        Path file = directory.resolve("authority.pem");

        trust.writePem(file);

        assertThat(file).hasContent(trust.pem());
        assertThat(trust.pem().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(64));
        byte[] pem = trust.pem().getBytes(StandardCharsets.US_ASCII);
        assertThat((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)))
                .isEqualTo(trust.authority());
    }

    @Test
    void writesATrustStoreThatCanBeReadBack() throws Exception {
        Path file = directory.resolve("trust.p12");

        trust.writePkcs12(file, "changeit");

        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        List<String> aliases = Collections.list(store.aliases());
        assertThat(aliases).hasSize(1);
        assertThat(store.isCertificateEntry(aliases.get(0))).isTrue();
        assertThat(store.getCertificate(aliases.get(0))).isEqualTo(trust.authority());
    }

    @Test
    void namesAFileThatCannotBeWritten() {
        Path file = directory.resolve("missing").resolve("file");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> trust.writePem(file))
                .withMessageContaining(file.toString());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> trust.writePkcs12(file, "changeit"))
                .withMessageContaining(file.toString());
    }

    @Test
    void rejectsNullAndNamesTheArgument() {
        Path file = directory.resolve("file");

        assertThatNullPointerException().isThrownBy(() -> new TlsTrust(null)).withMessage("authority");
        assertThatNullPointerException().isThrownBy(() -> trust.writePem(null)).withMessage("file");
        assertThatNullPointerException()
                .isThrownBy(() -> trust.writePkcs12(null, "changeit"))
                .withMessage("file");
        assertThatNullPointerException()
                .isThrownBy(() -> trust.writePkcs12(file, null))
                .withMessage("password");
        assertThat(file).doesNotExist();
    }

    @Test
    void returnsANewContextEachTime() {
        assertThat(trust.sslContext()).isNotSameAs(trust.sslContext());
    }

    @Test
    void showsTheSubjectOfTheAuthority() {
        assertThat(trust).hasToString("trust in CN=smtp-fake test authority");
    }
}
