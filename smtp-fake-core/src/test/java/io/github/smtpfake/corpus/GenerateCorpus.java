package io.github.smtpfake.corpus;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.message.CapturedMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes the messages of the corpus that libraries for the JVM send, each as the server received it. See the README of the
 * corpus.
 */
final class GenerateCorpus {
    private static final List<Library> LIBRARIES =
            List.of(new AngusMail(), new SpringMail(), new SimpleJavaMail(), new VertxMail());

    private GenerateCorpus() {}

    /** @param arguments the folder of the corpus, then the folders of the libraries whose messages are to be rewritten */
    public static void main(String[] arguments) throws Exception {
        List<String> wanted = List.of(arguments).subList(1, arguments.length);
        for (Library library : LIBRARIES) {
            if (wanted.contains(library.folder())) {
                Path folder = Path.of(arguments[0]).resolve(library.folder());
                Files.createDirectories(folder);
                for (Map.Entry<String, Library.Sending> message :
                        library.messages().entrySet()) {
                    Files.write(folder.resolve(message.getKey() + ".eml"), received(message.getValue()));
                }
            }
        }
        // Some libraries leave threads running.
        System.exit(0);
    }

    private static byte[] received(Library.Sending sending) throws Exception {
        try (SmtpFakeServer server = SmtpFakeServer.startNew()) {
            sending.to(server.host(), server.port());
            CapturedMessage mail = server.inbox().awaitOne();
            return mail.raw();
        }
    }
}
