package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.inbox.Mark;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What {@link SmtpFake} registers. Register it by a field where a server needs settings of its own:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(SmtpFakeServer.builder().hostName("mx.example.org"));
 * }</pre>
 *
 * <p>A static field gives the class one server, an instance field gives each test its own. Thread-safe.
 */
public final class SmtpFakeExtension implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
    private final SmtpFakeServerBuilder settings;

    /** Makes an extension whose server has the defaults. */
    public SmtpFakeExtension() {
        this(SmtpFakeServer.builder());
    }

    private SmtpFakeExtension(SmtpFakeServerBuilder settings) {
        this.settings = settings;
    }

    /** Makes an extension whose server is built by this builder, which must not be changed afterwards. */
    public static SmtpFakeExtension of(SmtpFakeServerBuilder settings) {
        return new SmtpFakeExtension(settings);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        markStart(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        markStart(context);
    }

    /** The server belongs to the outermost context that asks for it: that of the class, unless a field says otherwise. */
    private void markStart(ExtensionContext context) {
        Store store = store(context);
        SmtpFakeServer server = store.getOrComputeIfAbsent(
                        RunningServer.class, key -> new RunningServer(settings.start()), RunningServer.class)
                .server();
        store.put(Mark.class, server.store().mark());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == SmtpFakeServer.class || type == Inbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = store(context);
        // The constructor of a test in a class with an instance field runs before the extension's callbacks.
        if (store.get(RunningServer.class) == null) {
            markStart(context);
        }
        SmtpFakeServer server =
                store.get(RunningServer.class, RunningServer.class).server();
        return parameter.getParameter().getType() == SmtpFakeServer.class
                ? server
                : server.inbox().since(store.get(Mark.class, Mark.class));
    }

    private Store store(ExtensionContext context) {
        return context.getStore(Namespace.create(SmtpFakeExtension.class, this));
    }
}
