package io.github.smtpfake.rest.testing;

import io.github.smtpfake.store.MessageStore;
import io.github.smtpfake.store.StoreUnavailableException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A store that can be made unavailable or slow, or return something else. */
public final class ScriptedStore {
    /** The methods that a store must not fail, whatever happens to its file. */
    private static final Set<String> SAFE =
            Set.of("addListener", "removeListener", "changed", "toString", "hashCode", "equals");

    private final MessageStore store;
    private final MessageStore proxy;
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final Map<String, Runnable> after = new ConcurrentHashMap<>();
    private final Map<String, Object> results = new ConcurrentHashMap<>();
    private volatile String reason = "";

    public ScriptedStore(MessageStore store) {
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
        before.getOrDefault(method.getName(), () -> {}).run();
        if (results.containsKey(method.getName())) {
            return results.get(method.getName());
        }
        try {
            Object result = method.invoke(store, arguments);
            after.getOrDefault(method.getName(), () -> {}).run();
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    public MessageStore asMessageStore() {
        return proxy;
    }

    /** Runs an action before each call of a method. */
    public void before(String method, Runnable action) {
        before.put(method, action);
    }

    /** Runs an action after each call of a method, before its result is used. */
    public void after(String method, Runnable action) {
        after.put(method, action);
    }

    /** Makes each call of a method return this result. */
    public void answer(String method, Object result) {
        results.put(method, result);
    }

    /** Makes every further call fail. */
    public void fail(String why) {
        reason = why;
    }

    public void recover() {
        reason = "";
    }
}
