package io.github.smtpfake.junit5;

import io.github.smtpfake.SmtpEndpoint;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.SmtpFakeServerBuilder;
import io.github.smtpfake.config.TlsTrust;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.rules.Rule;
import io.github.smtpfake.rules.RuleBuilder;
import io.github.smtpfake.rules.RuleTrigger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * The JUnit extension that {@link SmtpFake} registers. Register it with a field if the server needs settings that the annotation
 * does not have, or if its port is needed before the tests of the class begin:
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
 * <p>An extension in a static field gives the class one server; an extension in an instance field gives each test a separate
 * server. Parameters and fields receive the server and its inbox as {@link SmtpFake} describes; such an extension is itself the
 * {@link SmtpEndpoint} of its server. Thread-safe.
 */
public final class SmtpFakeExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                FailureExplanations,
                TestInstancePreConstructCallback,
                SmtpEndpoint {
    private final ContextStores stores = new ContextStores();
    private final ContextScopes scopes = new ContextScopes(stores);
    private final Optional<FieldServer> field;

    /** Creates an extension for the {@link SmtpFake} annotations, or for one server with default settings without them. */
    public SmtpFakeExtension() {
        this.field = Optional.empty();
    }

    private SmtpFakeExtension(FieldServer field) {
        this.field = Optional.of(field);
    }

    /**
     * Returns an extension whose server has the given settings. Register it with a field.
     *
     * @param server the builder of the server; do not change it afterwards
     */
    public static SmtpFakeExtension of(SmtpFakeServerBuilder server) {
        return builder().server(server).build();
    }

    /** Returns a new builder with default settings. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the server of an extension that a field registers, and starts the server if it is not running. This method can be
     * called before JUnit calls the extension. The server then runs until the run ends, because an application may keep its
     * port. Rules added through this server last as long as the extension.
     *
     * @throws IllegalStateException if no field registers the extension, or if each test has a separate server
     */
    public SmtpFakeServer server() {
        if (field.isEmpty()) {
            throw new IllegalStateException(
                    "The methods of SmtpFakeExtension require an extension built by SmtpFakeExtension.of(..) or"
                            + " builder(); with @SmtpFake, declare a parameter of the type SmtpFakeServer, SmtpEndpoint or"
                            + " Inbox");
        }
        return field.get().start();
    }

    /**
     * Returns the address of the {@link #server()}, and starts the server if it is not running.
     *
     * @throws IllegalStateException if no field registers the extension, or if each test has a separate server
     */
    @Override
    public String host() {
        return server().host();
    }

    /**
     * Returns the port of the {@link #server()}, and starts the server if it is not running.
     *
     * @throws IllegalStateException if no field registers the extension, or if each test has a separate server
     */
    @Override
    public int port() {
        return server().port();
    }

    /** Returns what a client needs to trust the {@link #server()}, which it starts as {@link #port()} does. */
    @Override
    public TlsTrust tlsTrust() {
        return server().tlsTrust();
    }

    /** Returns the properties of a Jakarta Mail session for the {@link #server()}, which it starts as {@link #port()} does. */
    @Override
    public Properties mailProperties() {
        return server().mailProperties();
    }

    /** Returns the URL of the HTTP server that a test has started for the {@link #server()}; empty if there is none. */
    @Override
    public Optional<URI> httpUri() {
        return server().httpUri();
    }

    /**
     * Returns the inbox of the test that the current thread runs, with the messages whose MAIL command the server received since
     * the test began. Returns the inbox of the class in its {@code @BeforeAll} and {@code @AfterAll} methods, and an inbox with
     * all messages while no class runs. In a thread that a test has started, as {@code assertTimeoutPreemptively} or Awaitility
     * do, returns the inbox of the only test that is running.
     *
     * @throws IllegalStateException if no field registers the extension, if each test has a separate server, or if the thread
     *     was started by one of several tests that are running; declare a parameter of the type {@code Inbox} there
     */
    @Override
    public Inbox inbox() {
        SmtpFakeServer server = server();
        return scopes.current().map(ServerScope::inbox).orElseGet(server::inbox);
    }

    /**
     * Begins a rule of the test or class whose {@link #inbox()} the current thread reads, with which the rule ends. While no class
     * runs, the rule lasts as long as the extension. Throws exceptions as {@link #inbox()} does.
     */
    @Override
    public RuleBuilder on(RuleTrigger trigger) {
        return current().on(trigger);
    }

    @Override
    public List<Rule> rules() {
        return current().rules();
    }

    @Override
    public void clearRules() {
        current().clearRules();
    }

    private SmtpEndpoint current() {
        SmtpFakeServer server = server();
        return scopes.current().map(scope -> scope.server().endpoint()).orElse(server);
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        if (TestInstances.arePerClass(context)) {
            scopesOf(context);
        } else if (factory.getOuterInstance().isEmpty()
                || TestInstances.arePerClass(context.getParent().orElseThrow())) {
            scopes.ofConstructors(context).begin();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        scopesOf(context);
        FieldInjection.injectForClass(stores, context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        scopesOf(context);
        FieldInjection.injectForTest(stores, context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        scopes.end(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        FieldInjection.undo(stores, context);
        scopes.end(context);
        field.ifPresent(server -> server.endClass(context));
    }

    /** Returns the scopes of a context; the first call starts its servers and opens the scopes. */
    private ServerScopes scopesOf(ExtensionContext context) {
        Optional<ServerScopes> known = scopes.find(context);
        if (known.isPresent()) {
            return known.get();
        }
        VisibleServers.declare(settingsAt(context), stores, context);
        return scopes.open(context);
    }

    private List<ServerSettings> settingsAt(ExtensionContext context) {
        boolean hasServer = VisibleServers.in(context).hasAnyOf(stores);
        if (field.isPresent()) {
            return hasServer ? List.of() : List.of(field.get().settings(context));
        }
        List<ServerSettings> declared =
                ProvidedSettings.of(AnnotatedServers.at(context.getElement().orElseThrow()), context);
        return declared.isEmpty() && !hasServer ? List.of(builder().settings()) : declared;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        InjectionPoint point = InjectionPoint.of(parameter);
        return point.isSupported() && VisibleServers.in(context).find(point).owner() == stores;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        InjectionPoint point = InjectionPoint.of(parameter);
        DeclaredServer server = VisibleServers.in(context).find(point);
        if (TestInstances.isConstructorOfTest(parameter.getDeclaringExecutable(), context)) {
            return point.valueFrom(scopes.ofConstructors(context).current().findOrOpenInConstructor(server, context));
        }
        Optional<ServerScope> scope = scopesOf(context).findOrOpenEarly(server, context);
        if (scope.isEmpty()) {
            throw ConfigurationErrors.at(
                    point.where(),
                    "each test has a separate server (lifecycle PER_METHOD), and no test has begun; declare the"
                            + " parameter in a test or in a @BeforeEach method");
        }
        return point.valueFrom(scope.get());
    }

    /**
     * Builds an extension that a field registers. Each setter documents its default, and corresponds to the attribute of
     * {@link SmtpFake} of the same name. Not thread-safe.
     */
    public static final class Builder {
        private String name = "";
        private SmtpFakeServerBuilder server = SmtpFakeServer.builder();
        private ServerLifecycle lifecycle = ServerLifecycle.PER_CLASS;
        private Consequence unusedRules = Consequence.REPORT;
        private ConcurrentInbox concurrentInbox = ConcurrentInbox.IGNORE;
        private Consequence unclaimedMail = Consequence.IGNORE;
        private Duration settle = Duration.ZERO;
        private Optional<Duration> awaitTimeout = Optional.empty();
        private final List<PropertyTemplate> properties = new ArrayList<>();

        private Builder() {}

        /**
         * Sets the name by which {@link ServerName} selects the server. Default: no name.
         *
         * @param name at most 50 letters, digits, {@code -} and {@code _}; empty for no name
         * @throws IllegalArgumentException if the name is longer or has other characters
         */
        public Builder name(String name) {
            ServerSettings.checkName(Objects.requireNonNull(name, "name"));
            this.name = name;
            return this;
        }

        /**
         * Sets the builder of the server. Default: {@link SmtpFakeServer#builder()}.
         *
         * @param server the builder; do not change it after {@link #build()}
         */
        public Builder server(SmtpFakeServerBuilder server) {
            this.server = Objects.requireNonNull(server, "server");
            return this;
        }

        /**
         * Sets how long the server runs. Default: {@link ServerLifecycle#PER_CLASS}, which in an instance field means a
         * separate server for each test.
         */
        public Builder lifecycle(ServerLifecycle lifecycle) {
            this.lifecycle = Objects.requireNonNull(lifecycle, "lifecycle");
            return this;
        }

        /** Sets what happens if a rule never fires. Default: {@link Consequence#REPORT}. */
        public Builder unusedRules(Consequence unusedRules) {
            this.unusedRules = Objects.requireNonNull(unusedRules, "unusedRules");
            return this;
        }

        /**
         * Sets what happens if an inbox is read that other tests may fill at the same time. Default:
         * {@link ConcurrentInbox#IGNORE}.
         */
        public Builder concurrentInbox(ConcurrentInbox concurrentInbox) {
            this.concurrentInbox = Objects.requireNonNull(concurrentInbox, "concurrentInbox");
            return this;
        }

        /**
         * Sets what happens if mail arrived during a test and the test never looked at it, as {@link SmtpFake#unclaimedMail}
         * describes. Default: {@link Consequence#IGNORE}.
         */
        public Builder unclaimedMail(Consequence unclaimedMail) {
            this.unclaimedMail = Objects.requireNonNull(unclaimedMail, "unclaimedMail");
            return this;
        }

        /**
         * Sets how long nothing may change after a test before the next test begins, as {@link SmtpFake#settle} describes.
         * Default: zero, for no wait.
         *
         * @param settle zero or more
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder settle(Duration settle) {
            if (Objects.requireNonNull(settle, "settle").isNegative()) {
                throw new IllegalArgumentException("settle must not be negative, but is " + settle);
            }
            this.settle = settle;
            return this;
        }

        /**
         * Sets how long a wait lasts unless the call gives another timeout. Default: the configuration parameter
         * {@code smtpfake.await.timeout}, or five seconds if it is not set.
         *
         * @param timeout zero or more
         * @throws IllegalArgumentException if the timeout is negative
         */
        public Builder awaitTimeout(Duration timeout) {
            if (Objects.requireNonNull(timeout, "timeout").isNegative()) {
                throw new IllegalArgumentException("timeout must not be negative, but is " + timeout);
            }
            this.awaitTimeout = Optional.of(timeout);
            return this;
        }

        /**
         * Adds a system property that is set while the class or test runs and restored afterwards. Default: none. Unless each
         * test has a separate server, a server with properties keeps running, on the same port, until the run ends.
         *
         * @param key the name of the system property
         * @param value its value, in which <code>${host}</code>, <code>${port}</code> and <code>${smtpsPort}</code> are
         *     replaced by those of the server
         * @throws IllegalArgumentException if the key has only white space or contains an equals sign, or if the value contains another
         *     placeholder
         */
        public Builder property(String key, String value) {
            properties.add(
                    PropertyTemplate.of(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value")));
            return this;
        }

        /** Returns the extension. */
        public SmtpFakeExtension build() {
            return new SmtpFakeExtension(new FieldServer(settings(), server));
        }

        private ServerSettings settings() {
            return new ServerSettings(
                    name,
                    lifecycle,
                    unusedRules,
                    concurrentInbox,
                    unclaimedMail,
                    settle,
                    awaitTimeout,
                    properties,
                    Declaration.ofField(),
                    new ServerSource.NewServers(server, false, false));
        }
    }
}
