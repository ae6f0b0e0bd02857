package io.github.smtpfake.internal.smtp.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.config.TlsIdentity;
import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.testing.Program;
import java.nio.file.Path;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

    private final TlsIdentity material =
            CertificateAuthority.create(List.of("mail.example.org", "192.0.2.7", "2001:db8::7", "localhost"));
    private final X509Certificate leaf = material.chain().get(0);
    private final X509Certificate authority = material.authority();

    @Test
    void createsAChainThatTheJdkValidates() throws Exception {
        assertThat(material.chain()).hasSize(1);
        validate(leaf, authority);
    }

    @Test
    void createsAChainThatNoOtherAuthorityHasSigned() {
        X509Certificate other = CertificateAuthority.create(List.of()).authority();

        assertThat(other.getSubjectX500Principal()).isEqualTo(authority.getSubjectX500Principal());
        assertThatExceptionOfType(CertPathValidatorException.class).isThrownBy(() -> validate(leaf, other));
    }

    @Test
    void createsAnAuthorityThatSignsOnlyCertificates() throws Exception {
        authority.verify(authority.getPublicKey());
        assertThat(authority.getBasicConstraints()).as("certificates below").isZero();
        assertThat(authority.getKeyUsage())
                .containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(authority.getExtendedKeyUsage()).isNull();
        assertThat(authority.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        assertThat(authority.getVersion()).isEqualTo(3);
    }

    @Test
    void createsALeafThatIsOnlyAServer() throws Exception {
        assertThat(leaf.getBasicConstraints()).as("not an authority").isEqualTo(-1);
        assertThat(leaf.getKeyUsage()).startsWith(true).doesNotContain(true, org.assertj.core.data.Index.atIndex(1));
        assertThat(leaf.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
        assertThat(leaf.getPublicKey())
                .isInstanceOfSatisfying(
                        ECPublicKey.class,
                        key -> assertThat(key.getParams().getCurve().getField().getFieldSize())
                                .isEqualTo(256));
        assertThat(leaf.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=localhost");
    }

    @Test
    void includesThisMachineAndTheConfiguredHosts() throws Exception {
        assertThat(leaf.getSubjectAlternativeNames())
                .containsSubsequence(
                        List.of(DNS_NAME, "localhost"),
                        List.of(IP_ADDRESS, "127.0.0.1"),
                        List.of(IP_ADDRESS, "0:0:0:0:0:0:0:1"),
                        List.of(DNS_NAME, "mail.example.org"),
                        List.of(IP_ADDRESS, "192.0.2.7"),
                        List.of(IP_ADDRESS, "2001:db8:0:0:0:0:0:7"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "hostname tells its name without a name server here")
    void includesTheHostNameOfThisMachine() throws Exception {
        String name = Program.installed("hostname").run().succeeded().output().strip();

        assertThat(leaf.getSubjectAlternativeNames()).contains(List.of(DNS_NAME, name));
    }

    @Test
    void createsCertificatesValidForAboutAYear() throws Exception {
        Instant now = Instant.now();
        for (X509Certificate certificate : List.of(leaf, authority)) {
            certificate.checkValidity();
            certificate.checkValidity(Date.from(now.plus(Duration.ofDays(365))));
            Instant from = certificate.getNotBefore().toInstant();
            Instant until = certificate.getNotAfter().toInstant();
            assertThat(Duration.between(from, now)).isBetween(Duration.ofHours(23), Duration.ofHours(25));
            assertThat(Duration.between(from, until))
                    .as("what Apple's clients take")
                    .isLessThan(Duration.ofDays(398));
            assertThatExceptionOfType(CertificateException.class)
                    .isThrownBy(() -> certificate.checkValidity(Date.from(until.plusSeconds(1))));
        }
    }

    @Test
    void neverRepeatsASerialNumber() {
        X509Certificate other = CertificateAuthority.create(List.of()).chain().get(0);

        assertThat(leaf.getSerialNumber()).isPositive().isNotEqualTo(authority.getSerialNumber());
        assertThat(other.getSerialNumber()).isNotEqualTo(leaf.getSerialNumber());
    }

    @Test
    void createsAChainThatOpensslVerifies(@TempDir Path directory) throws Exception {
        Path authorityFile = directory.resolve("authority.pem");
        Path leafFile = directory.resolve("leaf.pem");
        material.trust().writePem(authorityFile);
        new TlsTrust(leaf).writePem(leafFile);
        Program openssl = Program.openSsl();
        String[] verify = {"verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", authorityFile.toString()};

        for (String[] subject : new String[][] {
            {"-verify_hostname", "localhost"},
            {"-verify_hostname", "mail.example.org"},
            {"-verify_ip", "127.0.0.1"},
            {"-verify_ip", "::1"},
            {"-verify_ip", "2001:db8::7"}
        }) {
            openssl.run(with(verify, subject[0], subject[1], leafFile.toString()))
                    .succeeded();
        }
        openssl.run(with(verify, "-verify_hostname", "example.org", leafFile.toString()))
                .failed();
        new TlsTrust(CertificateAuthority.create(List.of()).authority()).writePem(authorityFile);
        openssl.run(with(verify, leafFile.toString())).failed();
    }

    private static String[] with(String[] first, String... more) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }

    private static void validate(X509Certificate certificate, X509Certificate trusted) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trusted, null)));
        // The authority ends with its process, so it cannot publish revocations.
        parameters.setRevocationEnabled(false);
        CertPath path =
                java.security.cert.CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
