import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A session that sends messages one after another, without pipelining. */
final class SmtpConnection implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    SmtpConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        expect("220");
        command("EHLO client.example.org", "250");
    }

    /** Sends a message, and returns its id when the 250 has arrived. */
    String send(String subject) throws IOException {
        command("MAIL FROM:<app@example.org>", "250");
        command("RCPT TO:<ada@example.org>", "250");
        command("DATA", "354");
        String reply = command(
                "From: App <app@example.org>\r\nTo: Ada <ada@example.org>\r\nSubject: " + subject
                        + "\r\n\r\nConfirm your address, please.\r\n.",
                "250");
        return reply.substring(reply.lastIndexOf(' ') + 1);
    }

    /** Sends a mail, and returns when the 250 has arrived. */
    void send(Mail mail) throws IOException {
        command("MAIL FROM:<" + mail.sender() + ">", "250");
        for (String recipient : mail.recipients()) {
            command("RCPT TO:<" + recipient + ">", "250");
        }
        command("DATA", "354");
        command(mail.content() + ".", "250");
    }

    private String command(String line, String code) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return expect(code);
    }

    private String expect(String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith(code + "-")) {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("Expected " + code + ", but received: " + line);
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
