package io.github.smtpfake.internal.smtp.tls;

import io.github.smtpfake.config.TlsIdentity;
import io.github.smtpfake.rules.TlsFault;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The server's side of TLS. Creates key and certificate when they are first needed. Thread-safe. */
public final class ServerTls {
    private final List<String> hosts;
    private final boolean generated;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TlsIdentity identity;
    private final Map<Optional<TlsFault>, SSLContext> contexts = new HashMap<>();
    private @Nullable CertificateAuthority authority;

    /**
     * @param hosts the names and addresses, besides those of this machine, of a generated certificate; those that a
     *     certificate cannot name are ignored
     */
    public ServerTls(List<String> hosts) {
        this.hosts = List.copyOf(hosts);
        this.generated = true;
    }

    /** @param identity the key and certificate to use instead of generated ones */
    public ServerTls(TlsIdentity identity) {
        this.hosts = List.of();
        this.generated = false;
        this.identity = identity;
    }

    /** Returns the key and certificate of the server. */
    public TlsIdentity identity() {
        lock.lock();
        try {
            TlsIdentity known = identity;
            if (known == null) {
                known = authority().forHosts(possibleHosts());
                identity = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns whether a handshake with this fault has no other fault for a client that trusts the {@link #identity}. A
     * certificate that is expired or names another host must be signed by its authority, whose key only a generated identity
     * has.
     */
    public boolean canPresent(TlsFault fault) {
        return switch (fault) {
            case EXPIRED, WRONG_HOST -> generated;
            case UNTRUSTED, HANDSHAKE_FAILURE -> true;
        };
    }

    private List<String> possibleHosts() {
        return hosts.stream().filter(AlternativeName::isPossible).toList();
    }

    /** Returns the authority that clients trust, so that a faulty certificate of it has no other fault than the intended one. */
    private CertificateAuthority authority() {
        CertificateAuthority known = authority;
        if (known == null) {
            known = CertificateAuthority.withNewAuthority();
            authority = known;
        }
        return known;
    }

    /**
     * Returns an encrypted socket over a plain one, before its handshake. Closing it closes both.
     *
     * @param fault the fault that the handshake has, if any
     */
    public SSLSocket encrypt(Socket socket, Optional<TlsFault> fault) throws IOException {
        SSLSocket encrypted = (SSLSocket) context(fault)
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    /** Returns a context with the certificate of the server. */
    public SSLContext context() {
        return context(Optional.empty());
    }

    private SSLContext context(Optional<TlsFault> fault) {
        lock.lock();
        try {
            SSLContext known = contexts.get(fault);
            if (known == null) {
                known = SSLContext.getInstance("TLS");
                known.init(keyManagers(fault), null, null);
                contexts.put(fault, known);
            }
            return known;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform supports TLS", e);
        } finally {
            lock.unlock();
        }
    }

    /** Without a key, no cipher suite can be negotiated, so the handshake ends with an alert. */
    private KeyManager[] keyManagers(Optional<TlsFault> fault) {
        if (fault.equals(Optional.of(TlsFault.HANDSHAKE_FAILURE))) {
            return new KeyManager[0];
        }
        TlsIdentity presented = fault.map(this::faulty).orElseGet(this::identity);
        return new KeyManager[] {new SingleKeyManager(presented)};
    }

    private TlsIdentity faulty(TlsFault fault) {
        return switch (fault) {
            case EXPIRED -> authority().expired(possibleHosts());
            case WRONG_HOST -> authority().forAnotherHost();
            case UNTRUSTED -> CertificateAuthority.create(possibleHosts());
            case HANDSHAKE_FAILURE -> throw new IllegalArgumentException("A failing handshake has no certificate");
        };
    }
}
