package io.github.smtpfake.rest.testing;

import io.github.smtpfake.internal.text.LoopbackAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port in front of a server that can go away and return. A server that frees its port and binds it again would lose it to
 * another test. Thread-safe.
 */
public final class HeldPort implements AutoCloseable {
    private static final int NO_SERVER = 0;

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private int server = NO_SERVER;

    /** Holds a free port of this machine, on which no server answers yet. */
    public HeldPort() {
        try {
            door = new ServerSocket(0, 50, LoopbackAddress.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public int number() {
        return door.getLocalPort();
    }

    /** Forwards new connections to the server on this port. */
    public synchronized void leadTo(int port) {
        server = port;
    }

    /** Closes all connections, and new ones at once, as if there were no server. */
    public synchronized void leadNowhere() {
        server = NO_SERVER;
        open.forEach(HeldPort::end);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                forward(door.accept());
            } catch (IOException e) {
                // The port was closed, or the server has just gone, which clients are to see.
            }
        }
    }

    private synchronized void forward(Socket client) throws IOException {
        open.add(client);
        if (server == NO_SERVER) {
            end(client);
            return;
        }
        try {
            Socket target = new Socket(LoopbackAddress.get(), server);
            open.add(target);
            start(() -> copy(client, target));
            start(() -> copy(target, client));
        } catch (IOException e) {
            end(client);
            throw e;
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One side closed the connection, and try closes the other one.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "held port");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        leadNowhere();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
