package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.internal.smtp.server.Server.Binding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Accepts connections on one port and hands them to the server. */
final class Listener {
    // With Java's default of 50, a hundred clients that come at once wait for TCP to try again.
    private static final int BACKLOG = 4096;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Accepting serverSocket;
    private final Port port;
    private @Nullable Thread acceptor;

    private Listener(Accepting serverSocket, Port port) {
        this.serverSocket = serverSocket;
        this.port = port;
    }

    /** Takes the port; clients can connect from now on, and are served from {@link #start} on. */
    static Listener bind(InetAddress address, Binding binding) throws IOException {
        Accepting serverSocket = new Accepting();
        try {
            serverSocket.setReuseAddress(true);
            serverSocket.bind(new InetSocketAddress(address, binding.number()), BACKLOG);
        } catch (IOException e) {
            serverSocket.close();
            throw e;
        }
        return new Listener(serverSocket, binding.port());
    }

    /** Accepts sockets of our own kind. */
    private static final class Accepting extends ServerSocket {
        Accepting() throws IOException {}

        @Override
        public ClientSocket accept() throws IOException {
            ClientSocket socket = new ClientSocket();
            implAccept(socket);
            return socket;
        }
    }

    void start(Server server) {
        Thread started = Threads.daemon(new Acceptor(server), "smtp-fake-accept-" + number());
        acceptor = started;
        started.start();
    }

    int number() {
        return serverSocket.getLocalPort();
    }

    /** Frees the port; no client is handed over any more when this returns. */
    void close() {
        try {
            serverSocket.close();
        } catch (IOException e) {
            Log.debug("The listening socket could not be closed", e);
        }
        // The system keeps the port open, and lets clients in, until the thread has left its call of accept.
        if (acceptor != null) {
            awaitEnd(acceptor);
        }
    }

    /** An interrupt must not leave the rest of the stop undone; it is kept for the caller. */
    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing but the end of the listener ends this loop. */
    private final class Acceptor implements Runnable {
        private final Server server;
        private boolean failing;

        Acceptor(Server server) {
            this.server = server;
        }

        @Override
        public void run() {
            while (!serverSocket.isClosed()) {
                try {
                    accept();
                    failing = false;
                } catch (Throwable e) {
                    if (!serverSocket.isClosed()) {
                        tellOnce(e);
                        // Out of file descriptors or memory: trying again at once would only burn the processor.
                        LockSupport.parkNanos(this, PAUSE_NANOS);
                    }
                }
            }
        }

        /** What lasts fails a hundred times a second. */
        private void tellOnce(Throwable e) {
            if (!failing) {
                failing = true;
                Log.error("OpenConnections cannot be accepted for a moment", e);
            }
        }

        private void accept() throws IOException {
            ClientSocket socket = serverSocket.accept();
            boolean handedOver = false;
            try {
                server.serve(socket, port);
                handedOver = true;
            } finally {
                if (!handedOver) {
                    socket.close();
                }
            }
        }
    }
}
