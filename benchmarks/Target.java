import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.store.StoreQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.wiser.Wiser;

/** A server in this JVM, on the loopback address and a free port: the same interface for all products. */
interface Target {

    /** Creates a server by name, without work that belongs to its start. */
    static Target named(String name) {
        switch (name) {
            case "smtp-fake":
                return new SmtpFakeTarget();
            case "greenmail":
                return new GreenMailTarget();
            case "wiser":
                return new WiserTarget();
            case "bare":
                return new BareTarget();
            default:
                throw new IllegalArgumentException("Unknown server: " + name);
        }
    }

    void start();

    int port();

    /** Deletes the messages. */
    void clear();

    void stop();

    final class SmtpFakeTarget implements Target {
        private SmtpFakeServer server;

        @Override
        public void start() {
            server = SmtpFakeServer.startNew();
        }

        @Override
        public int port() {
            return server.port();
        }

        @Override
        public void clear() {
            server.store().delete(StoreQuery.all());
        }

        @Override
        public void stop() {
            server.stop();
        }
    }

    final class GreenMailTarget implements Target {
        private GreenMail server;

        @Override
        public void start() {
            server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            server.start();
        }

        @Override
        public int port() {
            return server.getSmtp().getPort();
        }

        @Override
        public void clear() {
            try {
                server.purgeEmailFromAllMailboxes();
            } catch (Exception e) {
                throw new IllegalStateException("Cannot delete the messages of GreenMail", e);
            }
        }

        @Override
        public void stop() {
            server.stop();
        }
    }

    final class WiserTarget implements Target {
        private Wiser server;

        @Override
        public void start() {
            server = Wiser.create(SMTPServer.port(0).bindAddress(InetAddress.getLoopbackAddress()));
            server.start();
        }

        @Override
        public int port() {
            return server.getServer().getPortAllocated();
        }

        @Override
        public void clear() {
            server.getMessages().clear();
        }

        @Override
        public void stop() {
            server.stop();
        }
    }

    /** The minimum that any server does: listens, starts a thread and greets one client. */
    final class BareTarget implements Target, Runnable {
        private ServerSocket socket;

        @Override
        public void start() {
            try {
                socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Thread thread = new Thread(this);
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void run() {
            try {
                Socket client = socket.accept();
                client.getOutputStream().write("220 bare\r\n".getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public int port() {
            return socket.getLocalPort();
        }

        @Override
        public void clear() {}

        @Override
        public void stop() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
