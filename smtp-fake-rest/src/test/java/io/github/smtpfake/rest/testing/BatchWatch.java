package io.github.smtpfake.rest.testing;

import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.MessageStore.Page;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Observes how many messages a store returns at a time. */
public final class BatchWatch {
    private final AtomicInteger largest = new AtomicInteger();

    /** Returns a store with the messages of another one, which this object observes. */
    public MessageStore observe(MessageStore store) {
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(), new Class<?>[] {MessageStore.class}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(store, arguments);
                        largest.accumulateAndGet(size(result), Math::max);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static int size(Object result) {
        if (result instanceof Page page) {
            return page.messages().size();
        }
        return result instanceof List<?> list ? list.size() : 0;
    }

    /** Returns the size of the largest list of messages. */
    public int largest() {
        return largest.get();
    }
}
