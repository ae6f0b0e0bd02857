package io.github.smtpfake.testcontainers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import io.github.smtpfake.client.SmtpFakeClient;
import io.github.smtpfake.config.TlsMode;
import io.github.smtpfake.inbox.Inbox;
import io.github.smtpfake.store.StoreUnavailableException;
import io.github.smtpfake.testcontainers.internal.TestObservers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.Slf4jLogConsumer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.TestDescription;
import org.testcontainers.lifecycle.TestLifecycleAware;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.DockerLoggerFactory;

/**
 * An smtp-fake server in a container. Its {@link #inbox()} is the same as that of a server in this JVM.
 *
 * <pre>{@code
 * @Container
 * static final SmtpFakeContainer SMTP = new SmtpFakeContainer();
 *
 * @Test
 * void sendsAMail() {
 *     application.sendMailTo(SMTP.getSmtpHost(), SMTP.getSmtpPort());
 *     CapturedMessage mail = SMTP.inbox().awaitOne();
 * }
 * }</pre>
 *
 * <p>Other containers of the same network reach the server by an alias, such as {@code mail} with {@code withNetwork(network)} and
 * {@code withNetworkAliases("mail")}, on the ports {@link #SMTP_PORT} and {@link #HTTP_PORT}.
 *
 * <p>A container with {@code withReuse(true)} goes on running after the tests, and the next run finds it, if {@code
 * ~/.testcontainers.properties} has {@code testcontainers.reuse.enable=true} and the test calls {@link #start()} itself. The extension
 * of Testcontainers stops a container that is annotated with {@code @Container}.
 *
 * <p>If a test fails, the transcripts of the last 100 SMTP sessions since it began are logged, and added to its failure as a suppressed
 * exception: of a container in an instance field, if the extension of Testcontainers manages it, and of each container that runs when
 * a test of JUnit 5 or later begins. For the latter, reports of the failure contain the transcripts only if the configuration
 * parameter {@code junit.jupiter.extensions.autodetection.enabled} of JUnit is true.
 *
 * <p>The methods that set options must be called before the container starts. The others are thread-safe.
 */
public class SmtpFakeContainer extends GenericContainer<SmtpFakeContainer> implements TestLifecycleAware {
    /** The SMTP port in the network of the container: {@value}. */
    public static final int SMTP_PORT = 1025;

    /** The HTTP port in the network of the container: {@value}. */
    public static final int HTTP_PORT = 8025;

    private final ServerOptions options = new ServerOptions();
    private final Logger log;
    private final SessionReports reports;
    private @Nullable SmtpFakeClient client;
    private Optional<Inbox> sinceReuse = Optional.empty();
    private @Nullable StoreUnavailableException unknownReuse;

    /** Creates a container of the image {@link #defaultImage()}. */
    public SmtpFakeContainer() {
        this(defaultImage());
    }

    /**
     * Creates a container.
     *
     * @param image the name of an image of smtp-fake, such as {@code smtp-fake:0.1.0}. If it has no tag and no digest, the tag is the
     *     version of this library
     */
    public SmtpFakeContainer(String image) {
        this(ServerImage.parse(image));
    }

    /**
     * Creates a container.
     *
     * @param image the name of an image of smtp-fake. If it has no tag and no digest, the tag is {@code latest}, as everywhere in
     *     Testcontainers
     */
    // What it sets are the defaults of Testcontainers, which a subclass may change afterwards.
    @SuppressWarnings("this-escape")
    public SmtpFakeContainer(DockerImageName image) {
        super(Objects.requireNonNull(image, "image"));
        // The inherited logger() would look for the image, and may load it.
        log = DockerLoggerFactory.getLogger(image.asCanonicalNameString());
        reports = new SessionReports(this::client, log);
        addExposedPorts(SMTP_PORT, HTTP_PORT);
        setWaitStrategy(Wait.forHttp("/readyz").forPort(HTTP_PORT));
        withCreateContainerCmdModifier(
                command -> command.withCmd(options.before(command.getCmd(), getHost(), getNetworkAliases())));
    }

    /**
     * Returns the image that a container without an image name has: {@code smtp-fake} with the version of this library as its tag.
     * It can also be used where a library expects {@code axllent/mailpit}, because the image understands its settings and its API.
     */
    public static DockerImageName defaultImage() {
        return ServerImage.parse("smtp-fake").asCompatibleSubstituteFor("axllent/mailpit");
    }

    /** Sets how the SMTP port uses TLS. Default: {@link TlsMode#OFF}. {@link #client()} has the trust in the certificate. */
    public SmtpFakeContainer withTls(TlsMode mode) {
        options.tls(Objects.requireNonNull(mode, "mode"));
        return this;
    }

    /**
     * Adds a user that can authenticate. Default: the server accepts every user with any password.
     *
     * @throws IllegalArgumentException if the name is empty or contains a colon
     */
    public SmtpFakeContainer withUser(String name, String password) {
        Objects.requireNonNull(password, "password");
        if (Objects.requireNonNull(name, "name").isEmpty() || name.contains(":")) {
            throw new IllegalArgumentException("name must not be empty or contain a colon, but is \"" + name + "\"");
        }
        options.user(name, password);
        return this;
    }

    /** Makes the server reject violations of RFCs. Default: the server accepts them and records problems. */
    public SmtpFakeContainer withStrict() {
        options.strict();
        return this;
    }

    /**
     * Sets the rules that the server begins with. Default: none.
     *
     * @param json the rules, in the format of {@code GET /api/rules}
     */
    public SmtpFakeContainer withRules(String json) {
        withCopyToContainer(Transferable.of(Objects.requireNonNull(json, "json")), options.rules());
        return this;
    }

    /**
     * Sets the rules that the server begins with. Default: none.
     *
     * @param file a file with the rules, in the format of {@code GET /api/rules}
     * @throws UncheckedIOException if the file cannot be read
     */
    public SmtpFakeContainer withRules(Path file) {
        try {
            return withRules(Files.readString(Objects.requireNonNull(file, "file")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the rules in " + file, e);
        }
    }

    /**
     * Sets how many messages the server keeps; then it evicts the oldest. Default: 20,000.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SmtpFakeContainer withMaxMessages(int maxMessages) {
        if (maxMessages < 1) {
            throw new IllegalArgumentException("maxMessages must be positive, but is " + maxMessages);
        }
        options.maxMessages(maxMessages);
        return this;
    }

    /**
     * Passes the log of the server, with a line for each message and each session, to the logger that Testcontainers has for the
     * image. Default: no log.
     */
    public SmtpFakeContainer withLogOutput() {
        options.logSessions();
        return withLogConsumer(new Slf4jLogConsumer(log));
    }

    /** Returns the host that programs outside the network of the container connect to. */
    public String getSmtpHost() {
        return getHost();
    }

    /**
     * Returns the SMTP port that programs outside the network of the container connect to.
     *
     * @throws IllegalStateException if the container is not running
     */
    public int getSmtpPort() {
        return getMappedPort(SMTP_PORT);
    }

    /**
     * Returns the URL of the page, which also is the base of the API, for programs outside the network of the container.
     *
     * @throws IllegalStateException if the container is not running
     */
    public URI getHttpUri() {
        return ServerImage.uri(getHost(), getMappedPort(HTTP_PORT));
    }

    /**
     * Returns a client of the server, always the same one while the container runs. The container closes it.
     *
     * @throws IllegalStateException if the container is not running
     * @throws StoreUnavailableException if the server requires a login for HTTP; then use {@link
     *     SmtpFakeClient#builder} with {@link #getHttpUri()}
     */
    public synchronized SmtpFakeClient client() {
        SmtpFakeClient connected = client;
        if (connected == null) {
            connected = options.client(getHttpUri(), getSmtpHost(), getSmtpPort());
            client = connected;
        }
        return connected;
    }

    /**
     * Returns a view of all messages; of a reused container, those whose MAIL command arrived since this object has found it. {@link
     * Inbox#sinceNow()} narrows it to those that arrive later.
     *
     * @throws IllegalStateException if the container is not running
     * @throws StoreUnavailableException if the server requires a login for HTTP
     */
    public synchronized Inbox inbox() {
        StoreUnavailableException unknown = unknownReuse;
        if (unknown != null) {
            throw new StoreUnavailableException(unknown.reason(), unknown);
        }
        return sinceReuse.orElseGet(() -> client().inbox());
    }

    @Override
    protected void containerIsStarted(InspectContainerResponse container, boolean reused) {
        super.containerIsStarted(container, reused);
        if (reused) {
            beginInbox();
        }
        TestObservers.add(reports);
    }

    /** A test that does not use the inbox need not be able to. */
    private synchronized void beginInbox() {
        try {
            sinceReuse = Optional.of(client().inbox().sinceNow());
        } catch (StoreUnavailableException e) {
            unknownReuse = e;
        }
    }

    @Override
    protected void containerIsStopping(InspectContainerResponse container) {
        try {
            TestObservers.remove(reports);
            disconnect();
        } finally {
            super.containerIsStopping(container);
        }
    }

    private synchronized void disconnect() {
        SmtpFakeClient connected = client;
        client = null;
        sinceReuse = Optional.empty();
        unknownReuse = null;
        if (connected != null) {
            connected.close();
        }
    }

    @Override
    public void beforeTest(TestDescription test) {
        if (isRunning()) {
            reports.begin(test.getTestId());
        }
    }

    @Override
    public void afterTest(TestDescription test, Optional<Throwable> failure) {
        reports.end(test.getTestId(), failure);
    }
}
