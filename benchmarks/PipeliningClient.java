import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends messages with pipelining (RFC 2920): the end of a message shares a packet with MAIL, RCPT and DATA of the next one,
 * so that each message needs one round trip.
 */
final class PipeliningClient {
    private final int port;
    private final byte[] envelope = ascii("MAIL FROM:<app@example.org>\r\nRCPT TO:<ada@example.org>\r\nDATA\r\n");
    private final byte[] text;
    private final byte[] textAndEnvelope;

    /** @param size size of each message in bytes, headers included */
    PipeliningClient(int port, int size) {
        this.port = port;
        StringBuilder message = new StringBuilder("From: app@example.org\r\nTo: ada@example.org\r\nSubject: Hello\r\n\r\n");
        while (message.length() < size - 2) {
            message.append("X".repeat(Math.min(72, size - 2 - message.length())));
            if (message.length() < size - 4) {
                message.append("\r\n");
            }
        }
        if (message.append("\r\n").length() != size) {
            throw new IllegalArgumentException("size cannot be " + size + " bytes");
        }
        this.text = ascii(message + ".\r\n");
        this.textAndEnvelope = ascii(message + ".\r\n" + new String(envelope, StandardCharsets.US_ASCII));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends messages, shared between the given number of sessions, and returns when the last one was accepted. */
    void send(int sessions, int messages) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                int share = messages / sessions + (i < messages % sessions ? 1 : 0);
                tasks.add(() -> {
                    sendOverOneConnection(share);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("A session failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private void sendOverOneConnection(int messages) throws IOException {
        if (messages == 0) {
            return;
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            Replies replies = new Replies(socket.getInputStream());
            replies.expect("220");
            out.write(ascii("EHLO client.example.org\r\n"));
            replies.expect("250");
            out.write(envelope);
            for (int left = messages; left > 0; left--) {
                replies.expect("250");
                replies.expect("250");
                replies.expect("354");
                out.write(left > 1 ? textAndEnvelope : text);
                replies.expect("250");
            }
            out.write(ascii("QUIT\r\n"));
            replies.expect("221");
        }
    }

    private static final class Replies {
        private final InputStream in;
        private final byte[] buffer = new byte[8192];
        private int position;
        private int limit;

        Replies(InputStream in) {
            this.in = in;
        }

        /** Reads a reply of one or more lines and verifies its code. */
        void expect(String code) throws IOException {
            boolean last = false;
            while (!last) {
                for (int i = 0; i < code.length(); i++) {
                    int c = next();
                    if (c != code.charAt(i)) {
                        throw new IOException("Expected reply " + code + ", but received another");
                    }
                }
                last = next() != '-';
                while (next() != '\n') {
                    // Skips the text.
                }
            }
        }

        private int next() throws IOException {
            if (position == limit) {
                limit = in.read(buffer);
                position = 0;
                if (limit <= 0) {
                    throw new IOException("The server closed the connection");
                }
            }
            return buffer[position++];
        }
    }
}
