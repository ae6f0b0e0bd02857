package io.github.smtpfake.junit5;

import io.github.smtpfake.config.TlsMode;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts an {@link io.github.smtpfake.SmtpFakeServer} on the loopback address for a test class and its {@code @Nested}
 * classes, or for one test, and stops it after the last of their tests. A nested class or test that is annotated itself has
 * a separate server. A server with {@link #properties} runs longer, and equal annotations share it.
 *
 * <p>Constructors, lifecycle methods and tests can declare parameters of three types. A test class can also declare fields of
 * these types; the extension sets those that are null:
 *
 * <ul>
 *   <li>{@link io.github.smtpfake.SmtpFakeServer}: the server. Rules added through it end with the test and take precedence
 *       over those of the class. If other tests may use the server concurrently, a rule must be restricted to an address, a
 *       user or an EHLO name, so that it cannot affect them.
 *   <li>{@link io.github.smtpfake.SmtpEndpoint}: the address of the server and what a client needs to connect to it, for code
 *       that works with a server anywhere.
 *   <li>{@link io.github.smtpfake.inbox.Inbox}: the messages whose MAIL command the server received since the test began.
 * </ul>
 *
 * <p>{@code @BeforeAll} and {@code @AfterAll} methods and static fields belong to the class, and so do constructors and fields
 * under {@code @TestInstance(Lifecycle.PER_CLASS)}. They receive a server whose rules end with the class, and an inbox with the
 * messages whose MAIL command the server received since the class began.
 *
 * <p>When a test fails, its report contains the transcripts of the sessions and the messages since it began.
 *
 * <p>Classes inherit the annotation from superclasses and interfaces; an annotation of the same name in the class replaces the
 * inherited one. Invalid attributes and invalid use fail the class or test with an
 * {@link org.junit.jupiter.api.extension.ExtensionConfigurationException} that names the place and the fix.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ExtendWith(SmtpFakeExtension.class)
@Repeatable(SmtpFake.List.class)
public @interface SmtpFake {

    /**
     * Returns the name by which {@link ServerName} selects the server if there are several. Default: no name.
     *
     * @return at most 50 letters, digits, {@code -} and {@code _}
     */
    String name() default "";

    /**
     * Returns the URL of a running server to use instead of starting one, which requires {@code smtp-fake-client}. Default: the
     * extension starts a server in this JVM. If a placeholder such as <code>${SMTP_FAKE_URL}</code> has no value, it starts one,
     * too, so that the same test runs with and without a server; a failure says which server the test used.
     *
     * <p>Other tests may use the running server, so each test sees only the messages since it began; let it send to an
     * address of {@link io.github.smtpfake.inbox.Inbox#uniqueAddress()}. Rules end with the test. Parameters and fields have the type
     * {@link io.github.smtpfake.SmtpEndpoint} or {@link io.github.smtpfake.inbox.Inbox}; the type
     * {@code SmtpFakeServer} is an error, whether or not the placeholder has a value. So are the attributes
     * {@code port}, {@code tls}, {@code strict} and the lifecycle {@link ServerLifecycle#PER_METHOD}. {@link #users()}
     * are users that the running server accepts.
     *
     * @return a URL, in which <code>${NAME}</code> is replaced by a system property or, if it is not set, an environment variable
     */
    String url() default "";

    /**
     * Returns the SMTP port of the server. Default: 0, which selects a free port.
     *
     * @return a port between 0 and 65535
     */
    int port() default 0;

    /**
     * Returns how long the server runs. Default: as long as the class, or the test, that has the annotation. On a test,
     * {@link ServerLifecycle#PER_METHOD} means the same as {@link ServerLifecycle#PER_CLASS}.
     */
    ServerLifecycle lifecycle() default ServerLifecycle.PER_CLASS;

    /**
     * Returns the TLS mode of the port. Default: {@link TlsMode#OFF}. Clients must trust
     * {@link io.github.smtpfake.SmtpFakeServer#tlsTrust()}.
     */
    TlsMode tls() default TlsMode.OFF;

    /**
     * Returns the users that can authenticate, each as {@code name:password}. Default: the server accepts every user with any
     * password. With {@link #url()}, the running server must accept the first of them, whom {@code mailProperties()} logs in.
     *
     * @return entries with a non-empty name; the password begins after the first colon
     */
    String[] users() default {};

    /**
     * Returns whether the server rejects violations of RFCs. Default: {@code false}; the server accepts them and records
     * problems.
     */
    boolean strict() default false;

    /**
     * Returns whether an HTTP server shows the mail, on a free port of the loopback address, with the API and the page of {@code
     * smtp-fake.jar}. This requires {@code smtp-fake-rest}. Its URL is returned by
     * {@link io.github.smtpfake.SmtpEndpoint#httpUri()}, logged when the server starts, and part of the report of a failed test. A
     * server of {@link #url} always has one. Default: {@code false}.
     */
    boolean http() default false;

    /** Returns what happens if a rule never fires. Default: the report of a failed test mentions it. */
    Consequence unusedRules() default Consequence.REPORT;

    /**
     * Returns what happens if an inbox is read that other tests may fill at the same time, because the server is shared with
     * tests that run concurrently and the inbox is not restricted to an address, a user or an EHLO name. Default: nothing;
     * the failure of a wait or an assertion names the other tests.
     */
    ConcurrentInbox concurrentInbox() default ConcurrentInbox.IGNORE;

    /**
     * Returns what happens if mail arrived during a test and the test never looked at it. With {@link Consequence#REPORT}, a
     * report entry of the test and a warning in the log list the messages, or the failure of the test mentions them if it has to
     * do with mail. Default: nothing happens, and nothing is recorded.
     *
     * <p>A test has looked at a message if a wait matched it, an assertion examined it, or an inbox of the server returned it or
     * its session, until the {@code @AfterEach} methods have ended. A message that is read only from the store of the server or
     * over HTTP does not count as looked at. A message that was deleted or evicted is not checked, and neither is one whose MAIL
     * command the server received before the test began.
     *
     * <p>If other tests used the server at the same time, a message cannot be attributed to one of them. The last of them that
     * ends then reports the mail of all, even with {@link Consequence#FAIL}.
     */
    Consequence unclaimedMail() default Consequence.IGNORE;

    /**
     * Returns how long nothing may change after a test before the next test begins, so that mail which the application sends
     * late still belongs to its test. After each test, the extension waits until no mail transaction is under way and no client
     * has connected or sent anything for this time, but at most ten times as long. Each test lasts at least this much longer.
     * Default: the extension does not wait. In any case, a message does not belong to a test if the server received its MAIL
     * command before the test began.
     *
     * @return a duration such as {@code 200ms}
     */
    String settle() default "";

    /**
     * Returns how long a wait lasts unless the call gives another timeout. Default: the configuration parameter
     * {@code smtpfake.await.timeout}, or five seconds if it is not set.
     *
     * @return a duration such as {@code 500ms}, {@code 10s}, {@code 2m} or {@code 1h}
     */
    String awaitTimeout() default "";

    /**
     * Returns the system properties that are set while the class or test runs and restored afterwards. Default: none.
     *
     * <p>A server with properties runs until the run ends, and all classes and tests share it whose annotations have the same
     * name, lifecycle, port, TLS mode, users, strictness, HTTP and properties. An application may read a property only once and
     * outlive the class, as a cached Spring context does; therefore the port must stay the same. Each class finds the server
     * without earlier messages and rules. With {@link ServerLifecycle#PER_METHOD}, each test has a separate server and the
     * properties change with each test; use it only if the application reads them for each test.
     *
     * <p>If tests run in parallel, the class needs {@code @ResourceLock(Resources.SYSTEM_PROPERTIES)}. With
     * {@link ServerLifecycle#PER_RUN} it needs no lock, but all annotations that set the same property must be equal.
     *
     * @return entries of the form {@code key=value}, in which <code>${host}</code>, <code>${port}</code> and
     *     <code>${smtpsPort}</code> are replaced by those of the server, such as <code>mail.smtp.port=${port}</code>
     */
    String[] properties() default {};

    /** Contains repeated {@link SmtpFake} annotations. The compiler adds it; do not use it directly. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
    @ExtendWith(SmtpFakeExtension.class)
    @interface List {
        /** Returns the annotations. */
        SmtpFake[] value();
    }
}
