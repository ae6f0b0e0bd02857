package io.github.smtpfake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A client on a real socket that says exactly what it is told; no wait lasts longer than 20 seconds. */
public final class SmtpClient implements AutoCloseable {
    private final Socket plain;
    private Socket socket;
    private InputStream in;

    private SmtpClient(Socket socket) throws IOException {
        this.plain = socket;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects, and leaves the greeting unread. */
    public static SmtpClient connect(SmtpFakeServer server) throws IOException {
        return connect(server.host(), server.port());
    }

    public static SmtpClient connect(String host, int port) throws IOException {
        return connect(new Socket(), host, port);
    }

    /** Connects a socket that is not connected yet. */
    public static SmtpClient connect(Socket socket, String host, int port) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(host, port), 20_000);
        return new SmtpClient(socket);
    }

    /** Connects, reads the greeting and says EHLO. */
    public static SmtpClient greeted(SmtpFakeServer server) throws IOException {
        SmtpClient client = connect(server);
        client.expect("220");
        client.say("EHLO client.example.org");
        client.expect("250");
        return client;
    }

    /** Connects to the port that is encrypted from the beginning, and leaves the greeting unread. */
    public static SmtpClient connectEncrypted(SmtpFakeServer server, String... protocols) throws IOException {
        return connect(server.host(), server.smtpsPort()).encrypt(server.tls().sslContext(), protocols);
    }

    /** Connects, changes to TLS and says EHLO again. */
    public static SmtpClient greetedAfterStartTls(SmtpFakeServer server, String... protocols) throws IOException {
        SmtpClient client = greeted(server);
        client.say("STARTTLS").expect("220");
        client.encrypt(server.tls().sslContext(), protocols);
        return client.say("EHLO client.example.org").expect("250");
    }

    /**
     * Shakes hands, and checks that the certificate is for the address of the server.
     *
     * @param protocols which to offer; none means those of the context
     */
    public SmtpClient encrypt(SSLContext context, String... protocols) throws IOException {
        SSLSocket over = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
        SSLParameters parameters = over.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        over.setSSLParameters(parameters);
        if (protocols.length > 0) {
            over.setEnabledProtocols(protocols);
        }
        over.startHandshake();
        socket = over;
        in = new BufferedInputStream(over.getInputStream());
        return this;
    }

    /** Sends octets as they are. */
    public SmtpClient send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
        return this;
    }

    /** Sends lines in one packet. */
    public SmtpClient say(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n");
    }

    /** Returns the last line of the next reply; empty when the server has closed the connection. */
    public String reply() throws IOException {
        String line = line();
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
        }
        return line;
    }

    /** Returns all lines of the next reply. */
    public List<String> replyLines() throws IOException {
        List<String> lines = new ArrayList<>(List.of(line()));
        while (lines.get(lines.size() - 1).startsWith("-", 3)) {
            lines.add(line());
        }
        return lines;
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
    public SmtpClient expect(String... codes) throws IOException {
        for (String code : codes) {
            String reply = reply();
            if (!reply.startsWith(code)) {
                throw new AssertionError("Expected " + code + " but got \"" + reply + "\"");
            }
        }
        return this;
    }

    /** Delivers a message from MAIL to the end of its text, a command at a time. */
    public SmtpClient deliver(String text) throws IOException {
        say("MAIL FROM:<app@example.org>").expect("250");
        say("RCPT TO:<ada@example.org>").expect("250");
        say("DATA").expect("354");
        return say(text, ".").expect("250");
    }

    /** Goes as far as the reply to DATA. */
    public SmtpClient untilData() throws IOException {
        return say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "DATA")
                .expect("250", "250", "354");
    }

    /** Waits until the server closes the connection; a reset is an end, too. */
    public boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Waits until the server closes the connection, whatever it says before. */
    public boolean isClosedByServerAfterAlert() throws IOException {
        while (!isClosedByServer()) {
            Thread.onSpinWait();
        }
        return true;
    }

    /** Sends octets below the encryption. */
    public void inTheClear(String octets) throws IOException {
        plain.getOutputStream().write(octets.getBytes(ISO_8859_1));
    }

    /** Ends the connection without telling so inside the encryption. */
    public void cutOff() throws IOException {
        plain.close();
    }

    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Closes with RST instead of FIN. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
