package io.github.smtpfake.junit5;

import io.github.smtpfake.internal.TestServer;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.SmtpSession;
import io.github.smtpfake.store.StoreListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Exports the mail of a server to a directory, such as a directory of build results. Each message is written when it arrives
 * and each session when it ends, so that the export is useful after an aborted run, and contains the messages that the store
 * evicts. A separate thread writes, because a store must not wait for a disk.
 */
final class MailExport implements StoreListener {
    private static final long MAX_WAIT_SECONDS = 60;

    private final Path directory;
    private final String label;
    private final TestServer server;
    private final Instant since = Instant.now();

    /** Discards work after shutdown, because another class may still use the server, with a separate export. */
    private final ExecutorService writer = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), MailExport::thread, new DiscardPolicy());

    /** Used only by the writer thread. */
    private @Nullable Path transcript;

    private volatile @Nullable IOException failed;

    private MailExport(Path directory, String label, TestServer server) {
        this.directory = directory;
        this.label = label;
        this.server = server;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "smtp-fake-export");
        thread.setDaemon(true);
        return thread;
    }

    /** Begins an export of everything that arrives from now on, if the run has an export directory. */
    static Optional<MailExport> begin(ServerSettings settings, ExtensionContext context, TestServer server) {
        return settings.lifecycle() == ServerLifecycle.PER_RUN
                        || settings.source().isOfApplication()
                ? ofRun(settings, context, server)
                : begin(settings, context.getRequiredTestClass().getName(), context, server);
    }

    /** Does the same for a server that runs until the run ends and may have mail of any class. */
    static Optional<MailExport> ofRun(ServerSettings settings, ExtensionContext context, TestServer server) {
        return begin(settings, "run", context, server);
    }

    private static Optional<MailExport> begin(
            ServerSettings settings, String folder, ExtensionContext context, TestServer server) {
        Optional<Path> exportDirectory = ConfigurationParameters.exportDirectory(context);
        if (exportDirectory.isEmpty()) {
            return Optional.empty();
        }
        MailExport export = new MailExport(exportDirectory.get().resolve(folder), settings.label(), server);
        server.store().addListener(export);
        return Optional.of(export);
    }

    private interface Writing {
        void to(Path directory) throws IOException;
    }

    private void write(Writing writing) {
        writer.execute(() -> {
            try {
                writing.to(Files.createDirectories(directory));
            } catch (IOException e) {
                if (failed == null) {
                    failed = e;
                }
            }
        });
    }

    /** Ids are unique, so that no server overwrites a file of another one. */
    @Override
    public void added(CapturedMessage message) {
        write(folder -> Files.write(folder.resolve(message.id() + ".eml"), message.raw()));
    }

    @Override
    public void removed(List<String> ids) {}

    @Override
    public void changed(SmtpSession session) {
        if (session.end().isPresent()) {
            write(folder -> append(session, folder));
        }
    }

    private void append(SmtpSession session, Path folder) throws IOException {
        Path file = transcript;
        if (file == null) {
            file = folder.resolve(label + "-" + session.id() + "-transcript.txt");
            transcript = file;
        }
        String separator = Files.exists(file) ? "\n" : "";
        Files.writeString(
                file,
                separator + ActiveSessions.transcript(session) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Writes the open sessions, and waits until everything is written. */
    void end() {
        server.store().removeListener(this);
        ActiveSessions.since(since, server.store(), server.store().mark()).sessions().stream()
                .filter(session -> session.end().isEmpty())
                .forEach(session -> write(folder -> append(session, folder)));
        writer.shutdown();
        try {
            if (!writer.awaitTermination(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw cannotExport(new IOException("writing did not finish within " + MAX_WAIT_SECONDS + " s"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        IOException failure = failed;
        if (failure != null) {
            throw cannotExport(failure);
        }
    }

    private UncheckedIOException cannotExport(IOException cause) {
        return new UncheckedIOException(
                "Cannot export mail to " + directory
                        + "; set the configuration parameter smtpfake.export.directory to a writable directory",
                cause);
    }
}
