package io.github.smtpfake.internal.smtp.server;

import io.github.smtpfake.internal.memory.MemoryBudget;
import io.github.smtpfake.internal.memory.Reservation;
import io.github.smtpfake.internal.smtp.protocol.Profile;
import io.github.smtpfake.internal.smtp.protocol.Session;
import io.github.smtpfake.internal.smtp.protocol.Step;
import io.github.smtpfake.internal.smtp.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/** A running server: listens on its ports and serves each connection on a separate thread. */
public final class Server {
    private static final Duration FORCED_STOP = Duration.ofSeconds(1);
    /**
     * From this number of simultaneous clients on, the log is prepared, before the server may run out of file
     * descriptors.
     */
    private static final int MANY = 16;
    /** The buffers of a connection, its session, and a short transcript. */
    private static final long CONNECTION_BYTES = 24 * 1024;
    /** They need at most a quarter of the memory, so that clients that only connect leave room for mail. */
    private static final int MAX_CONNECTIONS =
            (int) Math.max(1, Math.min(Integer.MAX_VALUE, MemoryBudget.ofJvm().capacity() / 4 / CONNECTION_BYTES));

    private final Profile profile;
    private final ServerTls tls;
    private final OpenConnections connections;
    private final Reaper reaper;
    private final ExecutorService threads;
    private final List<Listener> listeners = new ArrayList<>();

    private Server(Profile profile, ServerTls tls) {
        this.profile = profile;
        this.tls = tls;
        this.connections = new OpenConnections(Math.min(profile.limits().connections(), MAX_CONNECTIONS));
        this.reaper = new Reaper(connections, profile.limits());
        this.threads = Threads.perConnection("smtp-fake-connection");
    }

    /** A port to listen on; the number 0 stands for a free port. */
    public record Binding(int number, Port port) {}

    /** Thrown if a port cannot be bound; the message contains the reason. */
    public static final class BindException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int port;

        BindException(int port, IOException cause) {
            super(cause.getMessage(), cause);
            this.port = port;
        }

        /** Returns the number of the port, as configured. */
        public int port() {
            return port;
        }
    }

    /**
     * Starts a server.
     *
     * @throws BindException if a port is in use or the address does not belong to this machine
     */
    public static Server open(InetAddress address, List<Binding> bindings, Profile profile, ServerTls tls)
            throws BindException {
        WarmUp.startOnce(profile);
        Server server = new Server(profile, tls);
        for (Binding binding : bindings) {
            try {
                server.listeners.add(Listener.bind(address, binding));
            } catch (IOException e) {
                server.stop();
                throw new BindException(binding.number(), e);
            }
        }
        for (Listener listener : server.listeners) {
            listener.start(server);
        }
        return server;
    }

    /** Returns the port numbers in the order of the bindings. */
    public List<Integer> ports() {
        List<Integer> ports = new ArrayList<>();
        for (Listener listener : listeners) {
            ports.add(listener.number());
        }
        return ports;
    }

    /** Serves a client that has just connected; called by the listeners. */
    void serve(ClientSocket socket, Port port) throws IOException {
        socket.setTcpNoDelay(true);
        if (!connections.makeRoom()) {
            reject(socket, port, "too many connections", Session::onTooManyConnections);
            return;
        }
        Reservation memory = MemoryBudget.ofJvm().newReservation();
        if (!reserve(memory)) {
            reject(socket, port, "not enough memory", Session::onNoMemory);
            return;
        }
        Connection connection = null;
        try {
            connection = new Connection(
                    new ClientChannel(socket, profile.limits()), port, profile, tls, connections, memory);
        } finally {
            if (connection == null) {
                memory.close();
            }
        }
        reaper.start();
        int open = connections.add(connection);
        try {
            threads.execute(connection);
        } catch (RuntimeException | Error e) {
            connection.abandon();
            throw e;
        }
        if (open == MANY) {
            Log.prepare();
        }
    }

    /** Reserves the memory of a connection. If there is no room, a displaced connection is about to give as much back. */
    private boolean reserve(Reservation memory) {
        boolean isFree = memory.tryGrow(CONNECTION_BYTES);
        boolean reserved = isFree || connections.displaceForMemory();
        if (reserved && !isFree) {
            memory.overdraw(CONNECTION_BYTES);
        }
        return reserved;
    }

    /**
     * Sends a reply, which does not block the listener because it fits into the buffer of a new socket. A TLS handshake
     * would block it.
     */
    private void reject(ClientSocket socket, Port port, String reason, Function<Session, Step.WithReply> end)
            throws IOException {
        Session session = new Session(profile, ClientChannel.describe(socket));
        if (port == Port.ENCRYPTED) {
            session.onTlsFailed(reason);
        } else {
            socket.getOutputStream().write(end.apply(session).reply().wire());
        }
        socket.close();
    }

    /**
     * Stops the server: rejects new connections, sends 421 to waiting clients, and waits some time for messages that
     * are being received. Then closes all connections.
     */
    public void stop() {
        listeners.forEach(Listener::close);
        connections.stop();
        try {
            if (!connections.awaitEmpty(profile.limits().stopTimeout())) {
                connections.stopNow();
                connections.awaitEmpty(FORCED_STOP);
            }
        } catch (InterruptedException e) {
            connections.stopNow();
            Thread.currentThread().interrupt();
        }
        threads.shutdown();
        reaper.stop();
    }
}
