package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.internal.smtp.server.Server.Binding;
import io.github.smtpfake.internal.text.FatalFailure;
import io.github.smtpfake.internal.text.SurvivingLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Accepts connections on one port and hands them to the server. */
final class Listener {
    // With Java's default of 50, a hundred simultaneous clients would have to wait for TCP retransmissions.
    private static final int BACKLOG = 4096;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ClientServerSocket serverSocket;
    private final Port port;
    private @Nullable Thread acceptor;

    private Listener(ClientServerSocket serverSocket, Port port) {
        this.serverSocket = serverSocket;
        this.port = port;
    }

    /** Binds the port. Clients can connect from then on, and are served after {@link #start}. */
    static Listener bind(InetAddress address, Binding binding) throws IOException {
        ClientServerSocket serverSocket = new ClientServerSocket();
        try {
            serverSocket.setReuseAddress(true);
            serverSocket.bind(new InetSocketAddress(address, binding.number()), BACKLOG);
        } catch (IOException e) {
            serverSocket.close();
            throw e;
        }
        return new Listener(serverSocket, binding.port());
    }

    /** Accepts connections as {@link ClientSocket}. */
    private static final class ClientServerSocket extends ServerSocket {
        ClientServerSocket() throws IOException {}

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

    /** Frees the port. No client is passed to the server after this returns. */
    void close() {
        try {
            serverSocket.close();
        } catch (IOException e) {
            Log.debug("The listening socket could not be closed", e);
        }
        // The system keeps the port open, and accepts clients, until the thread has returned from accept.
        if (acceptor != null) {
            awaitEnd(acceptor);
        }
    }

    /** Waits for the end of a thread. An interrupt does not end the wait; its status is restored for the caller. */
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

    /** Accepts connections until the listener is closed, despite failures. */
    private final class Acceptor extends SurvivingLoop {
        private final Server server;
        private final FatalFailure.Streak streak =
                new FatalFailure.Streak("The server can no longer serve SMTP clients on port " + number());
        private boolean failing;

        Acceptor(Server server) {
            this.server = server;
        }

        @Override
        protected boolean isOver() {
            return serverSocket.isClosed();
        }

        @Override
        protected void runOnce() throws IOException {
            accept();
            failing = false;
            streak.succeed();
        }

        @Override
        protected void handle(Throwable failure) {
            if (!serverSocket.isClosed()) {
                try {
                    logOnce(failure);
                    streak.fail(failure);
                } finally {
                    // Out of file descriptors or memory: an immediate retry would only waste processor time.
                    LockSupport.parkNanos(this, PAUSE_NANOS);
                }
            }
        }

        /** Logs a lasting failure only once, because it occurs a hundred times a second. */
        private void logOnce(Throwable e) {
            if (!failing) {
                failing = true;
                Log.error("Cannot accept connections at the moment", e);
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
