package io.github.smtpfake.internal.tls;

import io.github.smtpfake.config.TlsMaterial;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The server's side of TLS; key and certificate are made when they are first needed. Thread-safe. */
public final class ServerTls {
    private final List<String> hosts;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TlsMaterial material;
    private @Nullable SSLContext context;

    /**
     * @param hosts names and addresses, besides those of this machine, that a generated certificate is for; what cannot
     *     be named in one is passed over
     */
    public ServerTls(List<String> hosts) {
        this.hosts = List.copyOf(hosts);
    }

    /** @param material what to present instead of a generated certificate */
    public ServerTls(TlsMaterial material) {
        this.hosts = List.of();
        this.material = material;
    }

    /** Returns what the server presents. */
    public TlsMaterial material() {
        lock.lock();
        try {
            TlsMaterial known = material;
            if (known == null) {
                known = CertificateFactory.create(
                        hosts.stream().filter(AlternativeName::isPossible).toList());
                material = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Returns an encrypted socket over a plain one, before its handshake. Closing it closes both. */
    public SSLSocket over(Socket socket) throws IOException {
        SSLSocket encrypted = (SSLSocket) context()
                .getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        encrypted.setUseClientMode(false);
        return encrypted;
    }

    private SSLContext context() {
        lock.lock();
        try {
            SSLContext known = context;
            if (known == null) {
                known = SSLContext.getInstance("TLS");
                known.init(new KeyManager[] {new SingleKeyManager(material())}, null, null);
                context = known;
            }
            return known;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has TLS", e);
        } finally {
            lock.unlock();
        }
    }
}
