package io.github.smtpfake.internal.smtp.server;

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

/** A running server: listens on its ports, and gives each connection a thread. */
public final class Server {
    private static final Duration FORCED_STOP = Duration.ofSeconds(1);
    /** So many clients at a time may become as many as there are file descriptors for, and then it is too late. */
    private static final int MANY = 16;

    private final Profile profile;
    private final ServerTls tls;
    private final OpenConnections connections;
    private final Reaper reaper;
    private final ExecutorService threads;
    private final List<Listener> listeners = new ArrayList<>();

    private Server(Profile profile, ServerTls tls) {
        this.profile = profile;
        this.tls = tls;
        this.connections = new OpenConnections(profile.limits().connections());
        this.reaper = new Reaper(connections, profile.limits());
        this.threads = Threads.perConnection("smtp-fake-connection");
    }

    /** A port to listen on; 0 for a free one. */
    public record Binding(int number, Port port) {}

    /** A port cannot be listened on; the message says why. */
    public static final class BindException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int port;

        BindException(int port, IOException cause) {
            super(cause.getMessage(), cause);
            this.port = port;
        }

        /** Returns the port that was asked for. */
        public int port() {
            return port;
        }
    }

    /**
     * Listens from now on.
     *
     * @throws BindException if a port is taken or the address is not one of this machine
     */
    public static Server open(InetAddress address, List<Binding> bindings, Profile profile, ServerTls tls)
            throws BindException {
        WarmUp.beginOnce(profile);
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

    /** Returns the numbers of the ports in the order of their bindings. */
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
        if (connections.isFull()) {
            turnAway(socket, port);
            return;
        }
        Connection connection =
                new Connection(new ClientChannel(socket, profile.limits()), port, profile, tls, connections);
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

    /** A new socket has room for a reply, so this does not keep the listener waiting; a handshake before it would. */
    private void turnAway(ClientSocket socket, Port port) throws IOException {
        Session session = new Session(profile, ClientChannel.describe(socket));
        if (port == Port.ENCRYPTED) {
            session.onTlsFailed("there are too many connections");
        } else {
            Step.WithReply goodbye = session.onTooManyConnections();
            socket.getOutputStream().write(goodbye.reply().wire());
        }
        socket.close();
    }

    /**
     * Stops in three steps: takes no new connection, tells the waiting clients, and lets messages that are being
     * received come to their end for a while. After that every connection is closed.
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
