package io.github.smtpfake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** A client on a real socket that says exactly what it is told; no wait lasts longer than 20 seconds. */
final class SmtpClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    private SmtpClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects, and leaves the greeting unread. */
    static SmtpClient connect(SmtpFakeServer server) throws IOException {
        return connect(server.host(), server.port());
    }

    static SmtpClient connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(host, port), 20_000);
        return new SmtpClient(socket);
    }

    /** Connects, reads the greeting and says EHLO. */
    static SmtpClient greeted(SmtpFakeServer server) throws IOException {
        SmtpClient client = connect(server);
        client.expect("220");
        client.say("EHLO client.example.org");
        client.expect("250");
        return client;
    }

    /** Sends octets as they are. */
    SmtpClient send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
        return this;
    }

    /** Sends lines in one packet. */
    SmtpClient say(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n");
    }

    /** Returns the last line of the next reply; empty when the server has closed the connection. */
    String reply() throws IOException {
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        return line;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return line.substring(0, line.length() - 1);
            }
            line.append((char) octet);
        }
        return line.toString();
    }

    /** Reads as many replies as codes. */
    SmtpClient expect(String... codes) throws IOException {
        for (String code : codes) {
            String reply = reply();
            if (!reply.startsWith(code)) {
                throw new AssertionError("Expected " + code + " but got \"" + reply + "\"");
            }
        }
        return this;
    }

    /** Delivers a message from MAIL to the end of its text, a command at a time. */
    SmtpClient deliver(String text) throws IOException {
        say("MAIL FROM:<app@example.org>").expect("250");
        say("RCPT TO:<ada@example.org>").expect("250");
        say("DATA").expect("354");
        return say(text, ".").expect("250");
    }

    /** Goes as far as the reply to DATA. */
    SmtpClient untilData() throws IOException {
        return say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "DATA")
                .expect("250", "250", "354");
    }

    /** Waits until the server closes the connection; a reset is an end, too. */
    boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes with RST instead of FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
