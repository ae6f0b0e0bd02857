package io.github.smtpfake.jdbc;

import io.github.smtpfake.config.Limits;
import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreEquivalence;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** SQL must give the same answers as Java also if some messages have signatures and others do not. */
class SignedEquivalenceTest extends StoreEquivalence {
    @TempDir
    private Path directory;

    @Override
    protected MessageStore newStore(Limits limits) throws Exception {
        Path file = directory.resolve("mail.db");
        Samples.createWithSegments(file, 8);
        return signing(SqliteMessageStore.open(file, limits));
    }

    /** Returns the store, but signatures are complete at the beginning of each call. */
    private static MessageStore signing(SqliteMessageStore store) {
        return (MessageStore) Proxy.newProxyInstance(
                SignedEquivalenceTest.class.getClassLoader(),
                new Class<?>[] {MessageStore.class, AutoCloseable.class},
                (proxy, method, arguments) -> {
                    try {
                        store.buildSignatures();
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
