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

/** The server's side of TLS; key and certificate are made when they are first needed. Thread-safe. */
public final class ServerTls {
    private final List<String> hosts;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TlsIdentity material;
    private final Map<Optional<TlsFault>, SSLContext> contexts = new HashMap<>();
    private @Nullable CertificateAuthority factory;

    /**
     * @param hosts names and addresses, besides those of this machine, that a generated certificate is for; what cannot
     *     be named in one is passed over
     */
    public ServerTls(List<String> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /** @param material what to present instead of a generated certificate */
    public ServerTls(TlsIdentity material) {
        this.hosts = List.of();
        this.material = material;
    }

    /** Returns what the server presents. */
    public TlsIdentity material() {
        lock.lock();
        try {
            TlsIdentity known = material;
            if (known == null) {
                known = factory().forHosts(possibleHosts());
                material = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private List<String> possibleHosts() {
        return hosts.stream().filter(AlternativeName::isPossible).toList();
    }

    /** The authority that a client trusts, so that what is wrong with its certificates is nothing but what is meant to be. */
    private CertificateAuthority factory() {
        CertificateAuthority known = factory;
        if (known == null) {
            known = CertificateAuthority.withNewAuthority();
            factory = known;
        }
        return known;
    }

    /**
     * Returns an encrypted socket over a plain one, before its handshake. Closing it closes both.
     *
     * @param fault what is to be wrong with the handshake, if anything
     */
    public SSLSocket over(Socket socket, Optional<TlsFault> fault) throws IOException {
        SSLSocket encrypted = (SSLSocket) context(fault)
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    /** Returns what presents the certificate. */
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
            throw new IllegalStateException("Every Java platform has TLS", e);
        } finally {
            lock.unlock();
        }
    }

    /** Without a key there is no cipher suite to agree on, which ends a handshake with an alert. */
    private KeyManager[] keyManagers(Optional<TlsFault> fault) {
        if (fault.equals(Optional.of(TlsFault.HANDSHAKE_FAILURE))) {
            return new KeyManager[0];
        }
        TlsIdentity presented = fault.map(this::spoilt).orElseGet(this::material);
        return new KeyManager[] {new SingleKeyManager(presented)};
    }

    private TlsIdentity spoilt(TlsFault fault) {
        return switch (fault) {
            case EXPIRED -> factory().expired(possibleHosts());
            case WRONG_HOST -> factory().forAnotherHost();
            case UNTRUSTED -> CertificateAuthority.create(possibleHosts());
            case HANDSHAKE_FAILURE -> throw new IllegalArgumentException("A failing handshake presents nothing");
        };
    }
}
