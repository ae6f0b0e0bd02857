package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends mail over a socket, without a mail library. */
final class RawMail {

    private RawMail() {}

    static void send(SmtpFakeServer server, String recipient, String subject) {
        List<String> commands = List.of(
                "EHLO test",
                "MAIL FROM:<app@example.org>",
                "RCPT TO:<" + recipient + ">",
                "DATA",
                "Subject: " + subject + "\r\n\r\nHello\r\n.",
                // Without QUIT the session may end after the next test has begun.
                "QUIT");
        try (Socket socket = new Socket(server.host(), server.port())) {
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expectPositive(replies);
            for (String command : commands) {
                out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                expectPositive(replies);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the commands up to RCPT, and returns the reply to RCPT. */
    static String replyToRcpt(SmtpFakeServer server, String recipient) {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(20_000);
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            expectPositive(replies);
            for (String command : List.of("HELO test", "MAIL FROM:<app@example.org>")) {
                out.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                expectPositive(replies);
            }
            out.write(("RCPT TO:<" + recipient + ">\r\n").getBytes(StandardCharsets.US_ASCII));
            return replies.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one command, and returns all lines of its reply. */
    static String reply(SmtpFakeServer server, String command) {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(20_000);
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            expectPositive(replies);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String line = replies.readLine();
            StringBuilder all = new StringBuilder(line);
            while (line.charAt(3) == '-') {
                line = replies.readLine();
                all.append('\n').append(line);
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void expectPositive(BufferedReader replies) throws IOException {
        String line = replies.readLine();
        while (line != null && line.charAt(3) == '-') {
            line = replies.readLine();
        }
        if (line == null || line.charAt(0) > '3') {
            throw new IOException("Rejected: " + line);
        }
    }
}
