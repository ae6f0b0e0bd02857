package io.github.smtpfake.rest.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** An HTTP server, running. Everything that a client can make it hold is bounded. */
public final class WebServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int CONNECTIONS = 1_000;
    private static final int REQUEST_SECONDS = 30;
    // An answer may be waited for, and then be large.
    private static final int RESPONSE_SECONDS = 15 * 60;

    static {
        // Read by the JDK's server when its classes are loaded, hence for every one in this JVM.
        setUnlessGiven("sun.net.httpserver.nodelay", "true");
        setUnlessGiven("sun.net.httpserver.maxReqTime", Integer.toString(REQUEST_SECONDS));
        setUnlessGiven("sun.net.httpserver.maxRspTime", Integer.toString(RESPONSE_SECONDS));
        setUnlessGiven("jdk.httpserver.maxConnections", Integer.toString(CONNECTIONS));
    }

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private WebServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /**
     * Starts a server that answers from now on.
     *
     * @param port the port, or 0 for a free one
     * @throws IOException if the port is taken or the address is not one of this machine
     */
    public static WebServer start(InetAddress address, int port, AccessGuard guard, Handler handler)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
        // A connection has one request at a time, and takes its next while the thread of the last may still be ending.
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                0, 2 * CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), new Threads());
        server.setExecutor(threads);
        server.createContext("/", new Exchanges(guard, handler));
        server.start();
        return new WebServer(server, threads);
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Stops at once: requests that wait are broken off. The port is free when this returns. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static final class Threads implements ThreadFactory {
        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(task, "smtp-fake-http");
            thread.setDaemon(true);
            return thread;
        }
    }
}
