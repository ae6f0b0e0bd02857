package io.github.smtpfake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.smtpfake.internal.smtp.tls.CertificateAuthority;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlsIdentityTest {
    private static final Path FILE = Path.of("file");

    private final TlsIdentity identity = CertificateAuthority.create(List.of());
    private final PrivateKey key = identity.privateKey();
    private final X509Certificate authority = identity.authority();

    @Test
    void copiesTheChain() {
        List<X509Certificate> chain = new ArrayList<>(identity.chain());
        TlsIdentity copy = new TlsIdentity(key, chain, authority);
        chain.clear();

        assertThat(copy).isEqualTo(identity);
        assertThat(copy.trust()).isEqualTo(new TlsTrust(authority));
    }

    @Test
    void rejectsAnEmptyChain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsIdentity(key, List.of(), authority))
                .withMessage("chain must contain the server's certificate");
    }

    @Test
    void rejectsNullAndNamesTheArgument() {
        assertThatNullPointerException()
                .isThrownBy(() -> new TlsIdentity(null, identity.chain(), authority))
                .withMessage("privateKey");
        assertThatNullPointerException()
                .isThrownBy(() -> new TlsIdentity(key, null, authority))
                .withMessage("chain");
        assertThatNullPointerException()
                .isThrownBy(() -> new TlsIdentity(key, identity.chain(), null))
                .withMessage("authority");
        assertThatNullPointerException()
                .isThrownBy(() -> TlsIdentity.fromPkcs12(null, "secret"))
                .withMessage("file");
        assertThatNullPointerException()
                .isThrownBy(() -> TlsIdentity.fromPkcs12(FILE, null))
                .withMessage("password");
        assertThatNullPointerException()
                .isThrownBy(() -> TlsIdentity.fromPem(null, FILE))
                .withMessage("chain");
        assertThatNullPointerException()
                .isThrownBy(() -> TlsIdentity.fromPem(FILE, null))
                .withMessage("privateKey");
    }
}
