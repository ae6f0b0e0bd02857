import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/** Postfix's load generator, which does not pipeline. */
final class SmtpSource {

    private SmtpSource() {}

    /**
     * Sends messages over a number of simultaneous sessions, and returns when the last one was accepted.
     *
     * @param size size of each message in bytes, without its header
     * @param options further options of {@code smtp-source}
     */
    static void send(int port, int sessions, int size, int messages, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("smtp-source", "-4"));
        command.addAll(List.of(options));
        command.addAll(List.of("-s", Integer.toString(sessions), "-m", Integer.toString(messages)));
        command.addAll(List.of("-l", Integer.toString(size), "-M", "client.example.org"));
        command.addAll(List.of("-f", "app@example.org", "-t", "ada@example.org", "127.0.0.1:" + port));
        Process process = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("smtp-source failed: " + String.join(" ", command));
        }
    }
}
