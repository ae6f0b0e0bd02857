package io.github.smtpfake.rest.internal.http;

import io.github.smtpfake.internal.text.DisplacementWarning;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.coyote.Processor;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * The open connections. If all are taken and another client connects, the connection is closed whose client has neither sent nor
 * read anything for longest. A connection that waits for this server, such as a parked request, is closed only if all do.
 */
final class Connections extends SurvivingEndpoint {
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    private final HttpLimits limits;
    private final DisplacementWarning warning = new DisplacementWarning();

    /** The connections for which a thread of this server works, and which do not wait for their clients. */
    private final Set<SocketWrapperBase<?>> busy = ConcurrentHashMap.newKeySet();

    Connections(HttpLimits limits) {
        this.limits = limits;
        // A few more, which are accepted while others are being closed.
        setMaxConnections(limits.connections() + limits.connections() / 16 + 1);
        // Otherwise, the system would buffer megabytes of each answer that nobody reads.
        getSocketProperties().setTxBufSize(SEND_BUFFER_BYTES);
    }

    /** Records that this server works for a connection. */
    void beginWork(SocketWrapperBase<?> connection) {
        busy.add(connection);
    }

    /** Records that a connection is parked, or waits for its client to send or to read. */
    void endWork(SocketWrapperBase<?> connection) {
        busy.remove(connection);
    }

    @Override
    boolean register(SocketChannel socket) {
        if (getConnectionCount() > limits.connections()) {
            closeStalest();
        }
        boolean registered = super.register(socket);
        SocketWrapperBase<NioChannel> connection = connections.get(socket);
        if (connection != null) {
            connection.setWriteTimeout(Math.max(1, limits.readTimeout().toMillis()));
        }
        return registered;
    }

    private void closeStalest() {
        Optional<NioSocketWrapper> stalest = connections.values().stream()
                .map(NioSocketWrapper.class::cast)
                .filter(Connections::isOpen)
                .min(Comparator.comparing(this::waitsForServer).thenComparingLong(Connections::lastProgress));
        stalest.ifPresent(connection -> {
            end(connection);
            warning.closed("All " + limits.connections() + " HTTP connections are in use.", Connections::warn);
        });
    }

    private static void warn(String line) {
        System.getLogger("io.github.smtpfake.http").log(Level.WARNING, line);
    }

    private static boolean isOpen(NioSocketWrapper connection) {
        SocketChannel channel = connection.getSocket().getIOChannel();
        return channel != null && !channel.socket().isInputShutdown();
    }

    private boolean waitsForServer(NioSocketWrapper connection) {
        return busy.contains(connection)
                || connection.getCurrentProcessor() instanceof Processor processor && processor.isAsync();
    }

    private static long lastProgress(NioSocketWrapper connection) {
        return Math.max(connection.getLastRead(), connection.getLastWrite());
    }
}
