package io.github.smtpfake.rest.testing;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An HTTP client that sends exactly the given bytes, valid or not. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;

    public RawClient(int port) {
        try {
            socket = new Socket(LoopbackAddress.get(), port);
            socket.setSoTimeout((int) TimeLimit.DURATION.toMillis());
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

    /** Sends a line and returns the next one received, which must begin with the given text. */
    public String command(String line, String beginning) {
        send(line + "\r\n");
        return expect(beginning);
    }

    /** Returns the next line, which must begin with the given text. */
    public String expect(String beginning) {
        String line = readLine();
        if (!line.startsWith(beginning)) {
            throw new AssertionError("Expected a line that begins with " + beginning + ", but received: " + line);
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

    /** Returns the given number of bytes, or fewer if the server disconnects before. */
    public String read(int count) {
        try {
            return new String(socket.getInputStream().readNBytes(count), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
