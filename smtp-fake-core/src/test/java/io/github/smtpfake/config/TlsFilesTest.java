package io.github.smtpfake.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.smtpfake.testing.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and certificates as openssl and keytool write them. */
class TlsFilesTest {
    private static final String PASSWORD = "secret";

    @TempDir
    private Path directory;

    private Path key;
    private Path certificate;

    @BeforeEach
    void nameFiles() {
        key = directory.resolve("key.pem");
        certificate = directory.resolve("certificate.pem");
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                Arguments.of("RSA", new String[] {"-newkey", "rsa:2048"}),
                Arguments.of("EC", new String[] {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"}),
                Arguments.of("EdDSA", new String[] {"-newkey", "ed25519"}));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void readsPemOfOpenssl(String algorithm, String[] options) throws Exception {
        makePem(options);

        TlsIdentity identity = TlsIdentity.fromPem(certificate, key);

        assertThat(identity.privateKey().getAlgorithm()).isEqualTo(algorithm);
        assertThat(identity.authority()).isEqualTo(identity.chain().get(0));
        assertThat(identity).hasToString("certificate of CN=mail.example.org");
        assertKeyFitsCertificate(identity);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void readsPkcs12OfOpenssl(String algorithm, String[] options) throws Exception {
        makePem(options);
        Path file = directory.resolve("key.p12");
        Program.openSsl()
                .run(
                        "pkcs12",
                        "-export",
                        "-in",
                        "" + certificate,
                        "-inkey",
                        "" + key,
                        "-out",
                        "" + file,
                        "-passout",
                        "pass:" + PASSWORD)
                .succeeded();

        TlsIdentity identity = TlsIdentity.fromPkcs12(file, PASSWORD);

        assertThat(identity.privateKey().getAlgorithm()).isEqualTo(algorithm);
        assertKeyFitsCertificate(identity);
    }

    @Test
    void readsPkcs12OfKeytool() throws Exception {
        Path file = makePkcs12();

        TlsIdentity identity = TlsIdentity.fromPkcs12(file, PASSWORD);

        assertThat(identity).hasToString("certificate of CN=keytool.example.org");
        assertKeyFitsCertificate(identity);
    }

    @Test
    void trustsTheLastCertificateOfAChain() throws Exception {
        makePem("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
        Path server = directory.resolve("server.pem");
        Path serverKey = directory.resolve("server-key.pem");
        Program openssl = Program.openSsl();
        openssl.run(
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-subj",
                        "/CN=server",
                        "-CA",
                        "" + certificate,
                        "-CAkey",
                        "" + key,
                        "-keyout",
                        "" + serverKey,
                        "-out",
                        "" + server)
                .succeeded();
        Path chain = directory.resolve("chain.pem");
        Files.writeString(chain, Files.readString(server) + Files.readString(certificate));

        TlsIdentity identity = TlsIdentity.fromPem(chain, serverKey);

        assertThat(identity.chain()).hasSize(2);
        assertThat(identity).hasToString("certificate of CN=server");
        assertThat(identity.authority().getSubjectX500Principal().getName()).isEqualTo("CN=mail.example.org");
        identity.chain().get(0).verify(identity.authority().getPublicKey());
    }

    @Test
    void namesAFileThatIsMissing() throws Exception {
        makePem("-newkey", "ed25519");
        Path missing = directory.resolve("missing");

        assertRejected(() -> TlsIdentity.fromPkcs12(missing, PASSWORD), missing, "no such file");
        assertRejected(() -> TlsIdentity.fromPem(missing, key), missing, "no such file");
        assertRejected(() -> TlsIdentity.fromPem(certificate, missing), missing, "no such file");
    }

    @Test
    void namesAnInvalidPkcs12FileAndOneWithAnotherPassword() throws Exception {
        makePem("-newkey", "ed25519");
        Path store = makePkcs12();

        assertRejected(() -> TlsIdentity.fromPkcs12(store, "guess"), store, "password");
        assertRejected(() -> TlsIdentity.fromPkcs12(key, PASSWORD), key, "PKCS#12");
    }

    @Test
    void namesAPkcs12FileWithoutAKey() throws Exception {
        makePem("-newkey", "ed25519");
        Path trustStore = directory.resolve("trust.p12");
        TlsIdentity.fromPem(certificate, key).trust().writePkcs12(trustStore, PASSWORD);

        assertRejected(
                () -> TlsIdentity.fromPkcs12(trustStore, PASSWORD),
                trustStore,
                "no private key",
                "openssl pkcs12 -export");
    }

    @Test
    void explainsHowToConvertAnOlderKindOfKey() throws Exception {
        makePem("-newkey", "rsa:2048");
        Path old = directory.resolve("old.pem");
        Program openssl = Program.openSsl();
        openssl.run("rsa", "-traditional", "-in", "" + key, "-out", "" + old).succeeded();

        assertRejected(() -> TlsIdentity.fromPem(certificate, old), old, "openssl pkcs8 -topk8 -nocrypt");

        Path converted = directory.resolve("new.pem");
        openssl.run("pkcs8", "-topk8", "-nocrypt", "-in", "" + old, "-out", "" + converted)
                .succeeded();
        assertKeyFitsCertificate(TlsIdentity.fromPem(certificate, converted));
    }

    @Test
    void namesTheFileOfABrokenKey() throws Exception {
        makePem("-newkey", "rsa:2048");
        String pem = Files.readString(key);

        for (String broken : new String[] {
            pem.replaceFirst("\nMII", "\nM"),
            pem.replaceFirst("\nMII", "\nXXX"),
            "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n",
            "-----END PRIVATE KEY-----\n" + pem.replace("-----END PRIVATE KEY-----", ""),
            "k\u00e4se"
        }) {
            Files.writeString(key, broken);
            assertRejected(() -> TlsIdentity.fromPem(certificate, key), key, "openssl pkcs8");
        }
    }

    @Test
    void namesFilesWithoutACertificate() throws Exception {
        makePem("-newkey", "ed25519");
        Path empty = Files.createFile(directory.resolve("empty.pem"));

        assertRejected(() -> TlsIdentity.fromPem(empty, key), empty, "BEGIN CERTIFICATE");
        assertRejected(() -> TlsIdentity.fromPem(key, key), key, "BEGIN CERTIFICATE");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void rejectsAKeyOfAnotherCertificate(String algorithm, String[] options) throws Exception {
        makePem(options);
        Path other = directory.resolve("other.pem");
        Files.move(key, other);
        makePem(options);

        assertRejected(() -> TlsIdentity.fromPem(certificate, other), other, "does not belong to", "" + certificate);
    }

    private interface Reading {
        TlsIdentity read();
    }

    private static void assertRejected(Reading reading, Path file, String... hints) {
        assertThatIllegalArgumentException()
                .isThrownBy(reading::read)
                .withMessageContaining(file.toString())
                .satisfies(e -> assertThat(e.getMessage()).contains(hints));
    }

    /** Creates a self-signed certificate for mail.example.org. */
    private void makePem(String... options) throws Exception {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "req",
                                "-x509",
                                "-nodes",
                                "-subj",
                                "/CN=mail.example.org",
                                "-addext",
                                "subjectAltName=DNS:mail.example.org",
                                "-keyout",
                                "" + key,
                                "-out",
                                "" + certificate),
                        Stream.of(options))
                .toArray(String[]::new);
        Program.openSsl().run(arguments).succeeded();
    }

    private Path makePkcs12() throws Exception {
        Path file = directory.resolve("keytool.p12");
        Program.ofJdk("keytool")
                .run(
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=keytool.example.org",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        "" + file,
                        "-storepass",
                        PASSWORD)
                .succeeded();
        return file;
    }

    private static void assertKeyFitsCertificate(TlsIdentity identity) throws Exception {
        PrivateKey privateKey = identity.privateKey();
        PublicKey publicKey = identity.chain().get(0).getPublicKey();
        String algorithm = switch (privateKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        byte[] text = "signed".getBytes(UTF_8);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(privateKey);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(text);
        assertThat(signature.verify(signed)).isTrue();
    }
}
