package io.github.smtpfake.rest.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends arbitrary bytes to a port, and reads the answers. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;

    public RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(30_000);
            // Otherwise each write waits up to 40 ms for the acknowledgement of the previous one.
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the lines of an HTTP request, followed by an empty line, and returns all bytes until the server disconnects. */
    public static String http(int port, String... head) {
        try (RawClient client = new RawClient(port)) {
            client.send(String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n");
            return client.readToEnd();
        }
    }

    /** Sends a message over SMTP and returns its id. */
    public static String smtp(int port, String sender, byte[] message, String... recipients) {
        try (RawClient client = new RawClient(port)) {
            client.expect("220");
            client.command("EHLO client.test", "250");
            client.command("MAIL FROM:<" + sender + "> BODY=8BITMIME", "250");
            for (String recipient : recipients) {
                client.command("RCPT TO:<" + recipient + ">", "250");
            }
            client.command("DATA", "354");
            client.socket.getOutputStream().write(message);
            String reply = client.command(".", "250");
            client.command("QUIT", "221");
            return reply.substring(reply.lastIndexOf(' ') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a command and returns the last line of the reply, which must have this code. */
    public String command(String line, String code) {
        send(line + "\r\n");
        return expect(code);
    }

    /** Returns the last line of a reply, which must have this code. */
    public String expect(String code) {
        String line = readLine();
        while (line.startsWith(code + "-")) {
            line = readLine();
        }
        if (!line.startsWith(code)) {
            throw new AssertionError("Expected " + code + " but was: " + line);
        }
        return line;
    }

    public void send(String text) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readLine() {
        try {
            InputStream in = socket.getInputStream();
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the header lines up to the empty line. */
    public void readHead() {
        while (!readLine().isEmpty()) {
            // Only the end matters.
        }
    }

    /** Returns all bytes until the server disconnects. */
    public String readToEnd() {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
