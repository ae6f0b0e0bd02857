package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.junit5.DeclaredServers.Declared;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * What {@link SmtpFake} registers. Register it by a field where a server needs settings that the annotation has not, or where
 * its port is needed before the tests of the class begin:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final SmtpFakeExtension SMTP = SmtpFakeExtension.of(SmtpFakeServer.builder().hostName("mx.example.org"));
 *
 * @DynamicPropertySource
 * static void mail(DynamicPropertyRegistry registry) {
 *     registry.add("spring.mail.port", SMTP::port);
 * }
 * }</pre>
 *
 * <p>A static field gives the class one server, an instance field gives each test its own. Thread-safe.
 */
public final class SmtpFakeExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestInstancePreConstructCallback {
    private final Optional<FieldServer> field;

    /** Makes an extension whose servers are those of the annotations; without any, one that has the defaults. */
    public SmtpFakeExtension() {
        this.field = Optional.empty();
    }

    SmtpFakeExtension(FieldServer field) {
        this.field = Optional.of(field);
    }

    /** Makes an extension whose server is built by this builder, which must not be changed afterwards. */
    public static SmtpFakeExtension of(SmtpFakeServerBuilder server) {
        return builder().server(server).build();
    }

    /** Returns a builder that holds the defaults. */
    public static SmtpFakeExtensionBuilder builder() {
        return new SmtpFakeExtensionBuilder();
    }

    /**
     * Returns the server of an extension that a field registers, and starts it if need be, whether JUnit has called the
     * extension or not. Rules that are given through it last as long as the extension.
     *
     * @throws IllegalStateException if annotations declare the servers, or each test has one of its own
     */
    public SmtpFakeServer server() {
        return field.orElseThrow(() -> new IllegalStateException(
                        "server() and port() are for an extension that a field registers; @SmtpFake hands the server out"
                                + " as a parameter"))
                .onDemand();
    }

    /**
     * Returns the port of the {@link #server()}, and starts it if need be.
     *
     * @throws IllegalStateException as {@link #server()} does
     */
    public int port() {
        return server().port();
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        if (isOneInstance(context)) {
            usesOf(context);
        } else if (factory.getOuterInstance().isEmpty()
                || isOneInstance(context.getParent().orElseThrow())) {
            underConstruction(context).begin();
        }
    }

    private static boolean isOneInstance(ExtensionContext context) {
        return context.getTestInstanceLifecycle().equals(Optional.of(TestInstance.Lifecycle.PER_CLASS));
    }

    private UnderConstruction underConstruction(ExtensionContext context) {
        Store store = Stores.ofThread(this, context);
        UnderConstruction known = store.get(UnderConstruction.class, UnderConstruction.class);
        if (known == null) {
            known = new UnderConstruction();
            store.put(UnderConstruction.class, known);
        }
        return known;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        usesOf(context);
        FieldInjection.ofClass(this, context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        usesOf(context);
        FieldInjection.ofTest(this, context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        FieldInjection.undo(this, context);
        end(context);
        if (field.isPresent()) {
            field.get().stopUnlessUsed();
        }
    }

    private void end(ExtensionContext context) {
        ServerUses uses = Stores.of(this, context).remove(ServerUses.class, ServerUses.class);
        if (uses != null) {
            uses.end(context);
        }
    }

    /** Returns what this extension has begun for a context, and begins it if it has not. */
    private ServerUses usesOf(ExtensionContext context) {
        Store store = Stores.of(this, context);
        ServerUses known = store.get(ServerUses.class, ServerUses.class);
        if (known == null) {
            declare(context);
            Optional<ServerUses> before = takesOverFromConstructor(context)
                    ? underConstruction(context).end()
                    : Optional.empty();
            known = ServerUses.begin(DeclaredServers.seenBy(context).of(this), before, context);
            store.put(ServerUses.class, known);
        }
        return known;
    }

    /** Constructors of tests run in the contexts of their classes, and begin what belongs to a test, or an inner class. */
    private static boolean takesOverFromConstructor(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return !isOneInstance(context);
        }
        ExtensionContext parent = context.getParent().orElseThrow();
        return isOneInstance(context) && parent.getTestClass().isPresent() && !isOneInstance(parent);
    }

    private void declare(ExtensionContext context) {
        DeclaredServers seen = DeclaredServers.seenBy(context);
        List<Declared> own = new ArrayList<>();
        for (ServerSettings settings : settingsAt(context, seen)) {
            own.add(new Declared(this, settings, context.getUniqueId(), RunningServer.forAllWithin(context, settings)));
        }
        if (!own.isEmpty()) {
            Stores.of(context).put(DeclaredServers.class, seen.with(own, context));
        }
    }

    private List<ServerSettings> settingsAt(ExtensionContext context, DeclaredServers seen) {
        if (field.isPresent()) {
            return seen.has(this) ? List.of() : List.of(field.get().settings(context));
        }
        List<ServerSettings> annotated =
                DeclaredServers.annotatedAt(context.getElement().orElseThrow());
        return annotated.isEmpty() && !seen.has(this) ? List.of(builder().settings()) : annotated;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        boolean isOurs = Injectable.isPossible(type);
        Optional<ServerName> name = parameter.findAnnotation(ServerName.class);
        if (!isOurs && name.isPresent()) {
            throw Misuse.of(
                    Misuse.where(parameter.getDeclaringExecutable()),
                    "@ServerName is for parameters of the types SmtpFakeServer and Inbox, not " + type.getName());
        }
        return isOurs && wanted(parameter, context).owner() == this;
    }

    private static Declared wanted(ParameterContext parameter, ExtensionContext context) {
        return DeclaredServers.seenBy(context)
                .wantedBy(
                        parameter.findAnnotation(ServerName.class),
                        Misuse.where(parameter.getDeclaringExecutable()) + ", parameter "
                                + parameter.getParameter().getName());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Declared server = wanted(parameter, context);
        ServerUse use = isConstructorOfATest(parameter, context)
                ? underConstruction(context).current().of(server, context)
                : usesOf(context)
                        .find(server)
                        .orElseThrow(() -> Misuse.of(
                                Misuse.where(parameter.getDeclaringExecutable()),
                                "the server lives PER_METHOD, and there is no test yet: take the parameter in a test or"
                                        + " in @BeforeEach"));
        return Injectable.of(parameter.getParameter().getType(), use);
    }

    private static boolean isConstructorOfATest(ParameterContext parameter, ExtensionContext context) {
        return parameter.getDeclaringExecutable() instanceof Constructor
                && context.getTestMethod().isEmpty()
                && !isOneInstance(context);
    }
}
