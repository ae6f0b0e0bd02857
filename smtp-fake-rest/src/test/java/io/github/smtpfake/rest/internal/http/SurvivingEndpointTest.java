package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.text.LoopbackAddress;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SurvivingEndpointTest {
    private static final AtomicInteger ENDPOINTS = new AtomicInteger();

    private final Failing endpoint = new Failing();

    /** Ends the threads of the connector by errors that it does not survive by itself. */
    private static final class Failing extends SurvivingEndpoint {
        private final CountDownLatch accepting = new CountDownLatch(1);
        private final AtomicInteger accepts = new AtomicInteger();
        private final AtomicInteger failingAccepts = new AtomicInteger();
        private final AtomicInteger failingRequests = new AtomicInteger();
        private final CountDownLatch failed = new CountDownLatch(1);
        private final CountDownLatch processed = new CountDownLatch(1);

        @Override
        protected SocketChannel serverSocketAccept() throws Exception {
            accepting.countDown();
            SocketChannel accepted = super.serverSocketAccept();
            accepts.incrementAndGet();
            if (failingAccepts.getAndDecrement() > 0) {
                accepted.close();
                failed.countDown();
                throw new InternalError("accept");
            }
            return accepted;
        }

        @Override
        public boolean processSocket(SocketWrapperBase<NioChannel> socket, SocketEvent event, boolean dispatch) {
            if (failingRequests.getAndDecrement() > 0) {
                failed.countDown();
                throw new InternalError("process");
            }
            processed.countDown();
            return false;
        }
    }

    /** Is never asked to process a connection. */
    private static final class NoHandler implements AbstractEndpoint.Handler<NioChannel> {
        @Override
        public SocketState process(SocketWrapperBase<NioChannel> socket, SocketEvent event) {
            return SocketState.CLOSED;
        }

        @Override
        public Object getGlobal() {
            return this;
        }

        @Override
        public void release(SocketWrapperBase<NioChannel> socket) {}

        @Override
        public void pause() {}

        @Override
        public void recycle() {}
    }

    private void start() throws Exception {
        endpoint.setHandler(new NoHandler());
        endpoint.setName("endpoint-under-test-" + ENDPOINTS.incrementAndGet());
        endpoint.setAddress(LoopbackAddress.get());
        endpoint.setPort(0);
        endpoint.init();
        endpoint.start();
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.stop();
        endpoint.destroy();
    }

    private Socket request() throws IOException {
        Socket client = new Socket(LoopbackAddress.get(), endpoint.getLocalPort());
        client.getOutputStream().write('x');
        return client;
    }

    @Test
    void acceptsAgainAfterTheAcceptorHasFailed() throws Exception {
        endpoint.failingAccepts.set(1);
        start();

        new Socket(LoopbackAddress.get(), endpoint.getLocalPort()).close();
        assertThat(endpoint.failed.await(30, TimeUnit.SECONDS)).isTrue();

        assertProcessed();
    }

    @Test
    void readsRequestsAgainAfterThePollerHasFailed() throws Exception {
        endpoint.failingRequests.set(1);
        start();

        Socket first = request();
        try {
            assertThat(endpoint.failed.await(30, TimeUnit.SECONDS)).isTrue();

            assertProcessed();
        } finally {
            first.close();
        }
    }

    @Test
    void stopsAcceptingWithoutAConnectionToItself() throws Exception {
        start();
        assertThat(endpoint.accepting.await(30, TimeUnit.SECONDS)).isTrue();
        Thread acceptor = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(endpoint.getName() + "-Acceptor"))
                .findAny()
                .orElseThrow();

        endpoint.stop();

        acceptor.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(acceptor.isAlive()).isFalse();
        assertThat(endpoint.accepts).hasValue(0);
    }

    private void assertProcessed() throws Exception {
        Socket next = request();
        try {
            assertThat(endpoint.processed.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            next.close();
        }
    }
}
