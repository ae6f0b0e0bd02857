package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.inbox.Mark;
import io.github.smtpfake.message.CapturedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Where the mail of a server goes when it ends, for those who keep it with the results of a build. */
record MailExport(Path directory, String label, SmtpFakeServer server, Mark mark, Instant since) {

    static Optional<MailExport> of(
            ServerSettings settings, ExtensionContext context, SmtpFakeServer server, Mark mark, Instant since) {
        Optional<Path> all = Configuration.exportDirectory(context);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String owner = settings.lifecycle() == Lifecycle.PER_RUN
                ? "run"
                : context.getRequiredTestClass().getName();
        return Optional.of(new MailExport(all.get().resolve(owner), settings.label(), server, mark, since));
    }

    /** Ids are unique, so that no server overwrites what another one has left. */
    void write() {
        List<CapturedMessage> messages = server.inbox().since(mark).messages();
        SessionsSince sessions = SessionsSince.since(since, server.store().sessions());
        if (messages.isEmpty() && sessions.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(directory);
            for (CapturedMessage message : messages) {
                Files.write(directory.resolve(message.id() + ".eml"), message.raw());
            }
            if (!sessions.isEmpty()) {
                Path transcript = directory.resolve(
                        label + "-" + sessions.sessions().get(0).id() + "-transcript.txt");
                Files.writeString(transcript, sessions.transcript(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Mail cannot be exported to " + directory
                            + ": give another folder by the configuration parameter smtpfake.export.directory",
                    e);
        }
    }
}
