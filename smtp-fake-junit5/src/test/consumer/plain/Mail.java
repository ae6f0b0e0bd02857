import io.github.smtpfake.SmtpFakeServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends mail over a socket, because a consumer may have no mail library. */
final class Mail {
    private Mail() {}

    /** Returns the last reply: to the first rejected command, or to the message. */
    static String send(SmtpFakeServer server, String recipient) {
        try (Socket socket = new Socket(server.host(), server.port())) {
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            String reply = replies.readLine();
            for (String command : List.of(
                    "HELO consumer",
                    "MAIL FROM:<app@example.org>",
                    "RCPT TO:<" + recipient + ">",
                    "DATA",
                    "Subject: Hello\r\n\r\nHello\r\n.")) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                reply = replies.readLine();
                if (reply.charAt(0) > '3') {
                    break;
                }
            }
            return reply;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
