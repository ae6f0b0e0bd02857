package io.github.smtpfake.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.message.CapturedMessage;
import io.github.smtpfake.session.Envelope;
import io.github.smtpfake.session.SessionInfo;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreQuery;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** Messages and stores for tests. */
final class Samples {

    private Samples() {}

    static SqliteMessageStore open(Path file) {
        return SqliteMessageStore.open(file, Limits.defaults());
    }

    /** Creates a file whose signatures are in segments of this size. */
    static void createWithSegments(Path file, int size) throws SQLException {
        open(file).close();
        execute(file, "UPDATE signing SET segment_size = " + size);
    }

    /** Changes a file that no store has opened. */
    static void execute(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    /** Returns the store, but does something at the beginning of each call. */
    static MessageStore before(MessageStore store, Runnable action) {
        return (MessageStore) Proxy.newProxyInstance(
                Samples.class.getClassLoader(),
                new Class<?>[] {MessageStore.class, AutoCloseable.class},
                (proxy, method, arguments) -> {
                    try {
                        action.run();
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    static CapturedMessage mail(String id) {
        return mail(id, "text of " + id + "\r\n");
    }

    static CapturedMessage mail(String id, String text) {
        Instant now = Instant.now();
        return new CapturedMessage(
                id,
                now,
                Envelope.of("app@example.org", List.of("ada@example.org", "bob@example.org")),
                SessionInfo.of("session", now, "127.0.0.1:40000"),
                ("From: App <app@example.org>\r\nTo: ada@example.org\r\nSubject: subject of " + id + "\r\n\r\n" + text)
                        .getBytes(UTF_8));
    }

    /** Returns the ids of all messages, oldest first. */
    static List<String> ids(MessageStore store) {
        return store.next(StoreQuery.all(), 1_000_000).stream()
                .map(row -> row.message().id())
                .toList();
    }
}
