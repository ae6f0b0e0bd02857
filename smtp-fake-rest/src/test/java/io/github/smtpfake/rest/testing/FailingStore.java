package io.github.smtpfake.rest.testing;

import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;

/** A store that can be made unavailable. */
public final class FailingStore {
    /** The methods that a store must not fail, whatever happens to its file. */
    private static final Set<String> SAFE =
            Set.of("addListener", "removeListener", "mark", "changed", "toString", "hashCode", "equals");

    private final MessageStore store;
    private final MessageStore proxy;
    private volatile String reason = "";

    public FailingStore(MessageStore store) {
        this.store = store;
        this.proxy = (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (self, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        boolean addsSession = method.getName().equals("add")
                && method.getParameterTypes()[0].getSimpleName().equals("StoredSession");
        if (!reason.isEmpty() && !addsSession && !SAFE.contains(method.getName())) {
            throw new StoreUnavailableException(reason, null);
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    public MessageStore asMessageStore() {
        return proxy;
    }

    /** Makes every further call fail. */
    public void fail(String why) {
        reason = why;
    }

    public void recover() {
        reason = "";
    }
}
