package io.github.smtpfake.rest.comparison;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.internal.text.LoopbackAddress;
import io.github.smtpfake.testing.SmtpClient;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the two servers that are compared, and the ids that it gave to the messages. */
final class Peer implements AutoCloseable {
    /** Stands for a reply that accepts a message. */
    static final String ACCEPTED = "accepted";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(size)?#(\\d{1,5})}");
    private static final Pattern ID = Pattern.compile("(?<![0-9A-Za-z])[0-9A-Za-z]{22}(?![0-9A-Za-z])");
    private static final int PATIENCE_MILLIS = 30_000;

    private final int smtpPort;
    private final int httpPort;
    private final Map<Integer, String> ids = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private @Nullable Socket connection;

    Peer(int smtpPort, int httpPort) {
        this.smtpPort = smtpPort;
        this.httpPort = httpPort;
    }

    /** Sends a message, and returns the reply without its id. */
    String deliver(int number, Sample sample) throws IOException {
        try (SmtpClient client = SmtpClient.greeted(LoopbackAddress.get().getHostAddress(), smtpPort)) {
            if (!sample.user().isEmpty()) {
                String login = java.util.Base64.getEncoder()
                        .encodeToString(("\0" + sample.user() + "\0secret").getBytes(UTF_8));
                client.command("AUTH PLAIN " + login, "235");
            }
            client.command("MAIL FROM:<" + sample.sender() + "> BODY=8BITMIME", "250");
            for (String recipient : sample.recipients()) {
                client.command("RCPT TO:<" + recipient + ">", "250");
            }
            client.command("DATA", "354");
            String reply = client.send(dotStuffed(sample.bytes())).say(".").reply();
            Matcher id = ID.matcher(reply);
            if (!id.find()) {
                return reply;
            }
            name(number, id.group());
            return ACCEPTED;
        }
    }

    private static String dotStuffed(byte[] message) {
        String text = new String(message, ISO_8859_1).replace("\r\n.", "\r\n..");
        return (text.startsWith(".") ? "." : "") + text + (text.endsWith("\r\n") || text.isEmpty() ? "" : "\r\n");
    }

    /** Records the id of a message. */
    void name(int number, String id) {
        ids.put(number, id);
        numbers.put(id, number);
    }

    /** Records the size of a message that the server reports. */
    void size(int number, int size) {
        sizes.put(number, size);
    }

    Answer ask(Ask ask) throws IOException {
        try {
            return send(ask);
        } catch (IOException e) {
            throw new IOException(ask + ": " + e.getMessage(), e);
        }
    }

    private Answer send(Ask ask) throws IOException {
        // A request that changes something must not be sent twice.
        boolean isNew = ask.body() != null || !ask.method().equals("GET");
        Socket used = connection;
        if (!isNew && used != null) {
            try {
                return exchange(ask, used);
            } catch (IOException e) {
                disconnect();
            }
        }
        disconnect();
        Socket socket = new Socket(LoopbackAddress.get(), httpPort);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        connection = socket;
        return exchange(ask, socket);
    }

    private Answer exchange(Ask ask, Socket socket) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head(ask));
        String body = ask.body();
        if (body != null) {
            request.writeBytes(fill(body).getBytes(UTF_8));
        }
        socket.getOutputStream().write(request.toByteArray());
        Answer answer = Answer.read(
                new BufferedInputStream(socket.getInputStream()), !ask.method().equals("HEAD"));
        if (!answer.isComplete()) {
            disconnect();
        }
        return answer;
    }

    private void disconnect() throws IOException {
        Socket socket = connection;
        connection = null;
        if (socket != null) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        disconnect();
    }

    private byte[] head(Ask ask) {
        StringBuilder head = new StringBuilder(ask.method() + " " + fill(ask.target()) + " HTTP/1.1\r\n");
        head.append("Host: localhost:").append(httpPort).append("\r\n");
        ask.headers().forEach(header -> head.append(header).append("\r\n"));
        String body = ask.body();
        if (body != null) {
            head.append("Content-Length: ")
                    .append(fill(body).getBytes(UTF_8).length)
                    .append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(UTF_8);
    }

    private String fill(String template) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            int number = Integer.parseInt(match.group(2));
            return match.group(1) == null ? ids.getOrDefault(number, "none") : String.valueOf(sizes.get(number));
        });
    }

    /** Replaces the ids of messages in a text by their numbers. */
    String withoutIds(String text) {
        return ID.matcher(text).replaceAll(match -> {
            Integer number = numbers.get(match.group());
            return number == null ? match.group() : "#" + number;
        });
    }
}
