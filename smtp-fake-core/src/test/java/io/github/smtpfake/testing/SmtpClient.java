package io.github.smtpfake.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.internal.text.LoopbackAddress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * An SMTP client on a real socket that sends exactly the bytes it is given, valid or not. A wait for the server ends after a
 * minute. Not thread-safe.
 */
public final class SmtpClient implements AutoCloseable {
    private final Socket plain;
    private Socket socket;
    private InputStream in;

    private SmtpClient(Socket socket) throws IOException {
        this.plain = socket;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects and leaves the greeting unread. */
    public static SmtpClient connect(SmtpFakeServer server) throws IOException {
        return connect(server.host(), server.port());
    }

    /** Connects to the loopback address and leaves the greeting unread. */
    public static SmtpClient connect(int port) throws IOException {
        return connect(LoopbackAddress.get().getHostAddress(), port);
    }

    /** Connects and leaves the greeting unread. */
    public static SmtpClient connect(String host, int port) throws IOException {
        return connect(new Socket(), host, port);
    }

    /** Connects the given socket and leaves the greeting unread. */
    public static SmtpClient connect(Socket socket, String host, int port) throws IOException {
        socket.setTcpNoDelay(true);
        int patience = (int) TimeLimit.DURATION.toMillis();
        socket.setSoTimeout(patience);
        socket.connect(new InetSocketAddress(host, port), patience);
        return new SmtpClient(socket);
    }

    /** Connects, reads the greeting and sends EHLO. */
    public static SmtpClient greeted(SmtpFakeServer server) throws IOException {
        return greeted(server.host(), server.port());
    }

    /** Connects, reads the greeting and sends EHLO. */
    public static SmtpClient greeted(String host, int port) throws IOException {
        return connect(host, port).expect("220").say("EHLO client.example.org").expect("250");
    }

    /** Connects to the port with implicit TLS and leaves the greeting unread. */
    public static SmtpClient connectEncrypted(SmtpFakeServer server, String... protocols) throws IOException {
        return connect(server.host(), server.smtpsPort())
                .encrypt(server.tlsTrust().sslContext(), protocols);
    }

    /** Connects, upgrades to TLS and sends EHLO again. */
    public static SmtpClient greetedAfterStartTls(SmtpFakeServer server, String... protocols) throws IOException {
        SmtpClient client = greeted(server);
        client.say("STARTTLS").expect("220");
        client.encrypt(server.tlsTrust().sslContext(), protocols);
        return client.say("EHLO client.example.org").expect("250");
    }

    /**
     * Performs the TLS handshake and verifies that the certificate is valid for the address of the server.
     *
     * @param protocols the versions to offer; those of the context if none is given
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

    /** Sends the characters as ISO-8859-1 bytes. */
    public SmtpClient send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Sends bytes in one packet. */
    public SmtpClient send(byte[] bytes) throws IOException {
        return send(bytes, bytes.length);
    }

    /** Sends bytes in packets of the given size. */
    public SmtpClient send(byte[] bytes, int packet) throws IOException {
        for (int start = 0; start < bytes.length; start += packet) {
            socket.getOutputStream().write(bytes, start, Math.min(packet, bytes.length - start));
        }
        return this;
    }

    /** Sends lines in one packet. */
    public SmtpClient say(String... lines) throws IOException {
        return send(String.join("\r\n", lines) + "\r\n");
    }

    /** Returns the last line of the next reply, or an empty string if the server has closed the connection. */
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
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.substring(0, line.length() - 1);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    /** Reads one reply for each code and verifies that it begins with the code. */
    public SmtpClient expect(String... codes) throws IOException {
        for (String code : codes) {
            String reply = reply();
            if (!reply.startsWith(code)) {
                throw new AssertionError("Expected reply " + code + ", but received \"" + reply + "\"");
            }
        }
        return this;
    }

    /** Sends a command and returns the last line of the reply, which must begin with the code. */
    public String command(String line, String code) throws IOException {
        String reply = say(line).reply();
        if (!reply.startsWith(code)) {
            throw new AssertionError("Expected reply " + code + " to " + line + ", but received \"" + reply + "\"");
        }
        return reply;
    }

    /** Delivers a message, one command at a time. */
    public SmtpClient deliver(String text) throws IOException {
        say("MAIL FROM:<app@example.org>").expect("250");
        say("RCPT TO:<ada@example.org>").expect("250");
        say("DATA").expect("354");
        return say(text, ".").expect("250");
    }

    /** Begins a message and reads the reply to DATA. */
    public SmtpClient untilData() throws IOException {
        return say("MAIL FROM:<app@example.org>", "RCPT TO:<ada@example.org>", "DATA")
                .expect("250", "250", "354");
    }

    /**
     * Waits for the next byte and returns whether the server has closed or reset the connection instead of sending one.
     */
    public boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Waits until the server closes the connection, and ignores what it sends before. */
    public boolean isClosedByServerAfterAlert() throws IOException {
        while (!isClosedByServer()) {
            Thread.onSpinWait();
        }
        return true;
    }

    /** Sends unencrypted bytes on an encrypted connection. */
    public void sendUnencrypted(String text) throws IOException {
        plain.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    /** Closes the connection without a TLS close_notify alert. */
    public void closeWithoutAlert() throws IOException {
        plain.close();
    }

    /** Closes the output, so that the server reads the end of the stream. */
    public void shutdownOutput() throws IOException {
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

    /**
     * Sends a message in a separate session, which ends before this method returns.
     *
     * @return the id that the server gave the message
     * @throws UncheckedIOException if the connection fails
     */
    public static String sendMessage(int port, String sender, byte[] message, String... recipients) {
        try (SmtpClient client = greeted(LoopbackAddress.get().getHostAddress(), port)) {
            client.command("MAIL FROM:<" + sender + "> BODY=8BITMIME", "250");
            for (String recipient : recipients) {
                client.command("RCPT TO:<" + recipient + ">", "250");
            }
            client.command("DATA", "354");
            String reply = client.send(message).command(".", "250");
            client.command("QUIT", "221");
            return reply.substring(reply.lastIndexOf(' ') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a short message from app@example.org in a separate session, which ends before this method returns. */
    public static void sendMessage(SmtpFakeServer server, String recipient, String subject) {
        byte[] message = ("Subject: " + subject + "\r\n\r\nHello\r\n").getBytes(ISO_8859_1);
        sendMessage(server.port(), "app@example.org", message, recipient);
    }

    /** Returns all lines of the reply to a command, which is the first after the greeting. */
    public static List<String> replyTo(SmtpFakeServer server, String command) {
        try (SmtpClient client = connect(server)) {
            return client.expect("220").say(command).replyLines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the reply to RCPT with the given recipient, in a transaction of app@example.org. */
    public static String replyToRcpt(SmtpFakeServer server, String recipient) {
        try (SmtpClient client = greeted(server)) {
            client.command("MAIL FROM:<app@example.org>", "250");
            return client.say("RCPT TO:<" + recipient + ">").reply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
