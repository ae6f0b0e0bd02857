package io.github.smtpfake.rest.internal.http;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.http.parser.HttpParser;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/** The connector of Tomcat, without its servlet container. It waits for requests and parses them without a thread for each. */
final class Connector extends Http11NioProtocol {
    // All characters that Tomcat may accept in a target besides those of RFC 3986. Browsers leave some of them
    // unescaped.
    private static final String RELAXED = "\"<>[\\]^`{|}";

    private static final HttpParser PARSER = new HttpParser(RELAXED, RELAXED) {
        @Override
        public boolean isNotRequestTargetRelaxed(int b) {
            return b >= 0 && super.isNotRequestTargetRelaxed(b);
        }

        @Override
        public boolean isAbsolutePathRelaxed(int b) {
            return b < 0 || super.isAbsolutePathRelaxed(b);
        }

        @Override
        public boolean isQueryRelaxed(int b) {
            return b < 0 || super.isQueryRelaxed(b);
        }
    };

    private final long headNanos;

    /**
     * Creates a connector.
     *
     * @param headSeconds the time within which the head of a request must arrive
     */
    Connector(int headSeconds) {
        super(new SurvivingEndpoint());
        headNanos = TimeUnit.SECONDS.toNanos(headSeconds);
        // The server keeps the JVM running, because the main thread of the command line ends.
        getEndpoint().setDaemon(false);
        // The time between two bytes.
        setConnectionTimeout((int) TimeUnit.SECONDS.toMillis(headSeconds));
        setMaxKeepAliveRequests(-1);
        setTcpNoDelay(true);
    }

    /** Makes this connector use TLS with the key and certificate of a context. */
    void use(SSLContext context) {
        setSSLEnabled(true);
        setSecure(true);
        // Otherwise it looks for OpenSSL.
        setSslImplementationName("org.apache.tomcat.util.net.jsse.JSSEImplementation");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(host, SSLHostConfigCertificate.DEFAULT_TYPE);
        certificate.setSslContext(new ReadyContext(context));
        host.addCertificate(certificate);
        addSslHostConfig(host);
    }

    /** Returns a parser that also accepts the bytes of UTF-8, which are negative, in a target. */
    @Override
    public HttpParser getHttpParser() {
        return PARSER;
    }

    @Override
    protected Processor createProcessor() {
        return new BoundedProcessor(this);
    }

    /** Does nothing, because no request has a timeout of Tomcat. */
    @Override
    protected void startAsyncTimeout() {}

    /** Closes a connection whose client sends the head of a request so slowly that it never ends. */
    private final class BoundedProcessor extends Http11Processor {
        private boolean reading;
        private long since;

        BoundedProcessor(AbstractHttp11Protocol<?> protocol) {
            super(protocol, protocol.getAdapter());
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            if (!reading) {
                reading = true;
                since = System.nanoTime();
            }
            SocketState state = super.service(socket);
            // In this state, a processor waits for the rest of the head, or for the rest of an answer.
            if (state != SocketState.LONG || isAsync()) {
                reading = false;
            } else if (System.nanoTime() - since > headNanos) {
                return SocketState.CLOSED;
            }
            return state;
        }
    }

    /** A context that has its key and certificate already. */
    private record ReadyContext(SSLContext context) implements org.apache.tomcat.util.net.SSLContext {
        @Override
        public void init(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random) {}

        @Override
        public void destroy() {}

        @Override
        public SSLSessionContext getServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        public SSLEngine createSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        public SSLServerSocketFactory getServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        public SSLParameters getSupportedSSLParameters() {
            return context.getSupportedSSLParameters();
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
