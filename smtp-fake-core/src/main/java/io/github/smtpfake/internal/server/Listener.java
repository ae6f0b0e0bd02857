package io.github.smtpfake.internal.server;

import io.github.smtpfake.internal.protocol.Profile;
import io.github.smtpfake.internal.protocol.Session;
import io.github.smtpfake.internal.protocol.Step;
import io.github.smtpfake.message.SessionEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Accepts connections on one port and gives each a thread. */
public final class Listener {
    // With Java's default of 50, a hundred clients that come at once wait for TCP to try again.
    private static final int BACKLOG = 4096;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final ServerSocket serverSocket;
    private final Profile profile;
    private final Connections connections;
    private final ExecutorService threads;
    private final Reaper reaper;
    private @Nullable Thread reaperThread;

    private Listener(ServerSocket serverSocket, Profile profile) {
        String name = "smtp-fake-" + serverSocket.getLocalPort();
        this.serverSocket = serverSocket;
        this.profile = profile;
        this.connections = new Connections(profile.limits().connections());
        this.threads = Threads.perConnection(name);
        this.reaper = new Reaper(connections, profile.limits().idleTimeout());
        Threads.daemon(new Acceptor(), name + "-accept").start();
    }

    /**
     * Listens from now on.
     *
     * @param port the port, or 0 for a free one
     * @throws IOException if the port is taken or the address is not one of this machine
     */
    public static Listener open(InetAddress address, int port, Profile profile) throws IOException {
        ServerSocket serverSocket = new ServerSocket();
        try {
            serverSocket.setReuseAddress(true);
            serverSocket.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            serverSocket.close();
            throw e;
        }
        return new Listener(serverSocket, profile);
    }

    /** Returns the port that the listener is bound to. */
    public int port() {
        return serverSocket.getLocalPort();
    }

    /**
     * Stops in three steps: takes no new connection, tells the waiting clients, and lets messages that are being
     * received come to their end for a while. After that every connection is closed.
     */
    public void stop() {
        closeQuietly();
        connections.snapshot().forEach(Connection::stop);
        try {
            if (!connections.awaitEmpty(profile.limits().stopTimeout())) {
                connections.snapshot().forEach(Connection::stopNow);
                connections.awaitEmpty(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            connections.snapshot().forEach(Connection::stopNow);
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
        Thread reaping = reaperThread;
        if (reaping != null) {
            reaper.stop(reaping);
        }
    }

    private void closeQuietly() {
        try {
            serverSocket.close();
        } catch (IOException e) {
            Log.debug("The listening socket could not be closed", e);
        }
    }

    /** Nothing but the end of the listener ends this loop. */
    private final class Acceptor implements Runnable {
        @Override
        public void run() {
            while (!serverSocket.isClosed()) {
                try {
                    accept();
                } catch (IOException | RuntimeException | OutOfMemoryError e) {
                    if (!serverSocket.isClosed()) {
                        Log.error("A connection could not be accepted", e);
                        // Out of file descriptors or memory: trying again at once would only burn the processor.
                        LockSupport.parkNanos(this, PAUSE_NANOS);
                    }
                }
            }
        }

        private void accept() throws IOException {
            Socket socket = serverSocket.accept();
            boolean served = false;
            try {
                socket.setTcpNoDelay(true);
                if (connections.isFull()) {
                    turnAway(socket);
                    return;
                }
                serve(new Connection(socket, profile, connections));
                served = true;
            } finally {
                if (!served) {
                    socket.close();
                }
            }
        }

        private void serve(Connection connection) {
            startReaper();
            connections.add(connection);
            try {
                threads.execute(connection);
            } catch (RuntimeException | OutOfMemoryError e) {
                connections.remove(connection);
                throw e;
            }
        }

        /** A new socket has room for a reply, so this does not keep the loop waiting. */
        private void turnAway(Socket socket) throws IOException {
            Session session =
                    new Session(profile, socket.getRemoteSocketAddress().toString());
            Step.Close close = session.onTooManyConnections();
            socket.getOutputStream().write(close.reply().wire());
            session.onEnd(SessionEnd.REFUSED);
        }

        /** A server that nobody connects to needs no reaper. */
        private void startReaper() {
            if (reaperThread == null) {
                Thread thread = Threads.daemon(reaper, "smtp-fake-" + port() + "-reaper");
                reaperThread = thread;
                thread.start();
            }
        }
    }
}
