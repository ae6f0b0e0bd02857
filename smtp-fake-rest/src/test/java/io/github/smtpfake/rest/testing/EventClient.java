package io.github.smtpfake.rest.testing;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.testing.TimeLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Reads Server-Sent Events one by one. */
public final class EventClient implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    /** An event. */
    public record Event(String id, String type, String data) {}

    private EventClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Returns a client that receives all events from now on. */
    public static EventClient listen(int port, String... headers) {
        return listenAt(port, "/api/events", headers);
    }

    /** Returns a client that receives all events of this path from now on. */
    public static EventClient listenAt(int port, String path, String... headers) {
        try {
            Socket socket = new Socket(LoopbackAddress.get(), port);
            socket.setSoTimeout((int) TimeLimit.DURATION.toMillis());
            // HTTP/1.0 has no chunks, so each line belongs to an event.
            String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n"
                    + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            EventClient client = new EventClient(socket);
            String status = client.in.readLine();
            if (!status.startsWith("HTTP/1.1 200 ")) {
                throw new AssertionError("Expected 200 but was: " + status);
            }
            // The server begins the stream with a comment.
            client.skipTo(":");
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the next event of this type, and skips events of other types. */
    public Event next(String type) {
        while (true) {
            String id = skipTo("id: ").substring("id: ".length());
            String name = skipTo("event: ").substring("event: ".length());
            String data = skipTo("data: ").substring("data: ".length());
            if (name.equals(type)) {
                return new Event(id, name, data);
            }
        }
    }

    private String skipTo(String start) {
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(start)) {
                    return line;
                }
            }
            throw new AssertionError("The stream ended before \"" + start + "\"");
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
