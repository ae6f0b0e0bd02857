package io.github.smtpfake.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import io.github.smtpfake.rest.testing.HttpApi;
import io.github.smtpfake.rest.testing.ServerImage;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.TimeLimit;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Tests the image of the Dockerfile with the packaged jar and a read-only file system. */
@Execution(ExecutionMode.CONCURRENT)
class DockerIT {
    private static final byte[] MESSAGE = "Subject: Hello\r\n\r\nText\r\n".getBytes(US_ASCII);

    private static final int LARGE_MESSAGES = 100;

    private static GenericContainer<?> container;

    @BeforeAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    static void start() {
        container = ServerImage.newContainer();
        container.start();
    }

    @AfterAll
    static void stop() {
        if (container != null) {
            container.stop();
        }
    }

    @Test
    void showsMessagesOverHttp() {
        String id = ServerImage.send(container, MESSAGE);

        HttpApi http = ServerImage.http(container);
        assertThat(http.get("/api/messages/latest?wait=10s").get("id").asText()).isEqualTo(id);
        assertThat(http.bytes("/api/messages/" + id + "/raw")).isEqualTo(MESSAGE);
    }

    @Test
    void passesItsHealthCheck() throws Exception {
        List<String> check =
                container.getContainerInfo().getConfig().getHealthcheck().getTest();

        assertThat(check).startsWith("CMD");
        ExecResult result =
                container.execInContainer(check.subList(1, check.size()).toArray(new String[0]));
        assertThat(result.getStdout()).isEqualTo("ready\n");
        assertThat(result.getExitCode()).isZero();
    }

    @Test
    void namesItsVersionSourceAndLicense() {
        String prefix = "org.opencontainers.image.";
        Map<String, String> labels = container.getContainerInfo().getConfig().getLabels();

        assertThat(labels)
                .containsEntry(prefix + "title", "smtp-fake")
                .containsEntry(prefix + "licenses", "Apache-2.0")
                .containsEntry(prefix + "version", System.getProperty("smtpfake.version"))
                .containsEntry(prefix + "revision", ServerImage.REVISION)
                .containsKeys(prefix + "description", prefix + "url");
        assertThat(labels.get(prefix + "source")).startsWith("https://");
        assertThat(labels.get(prefix + "documentation")).isEqualTo(labels.get(prefix + "source") + "#readme");
        assertThat(labels.get(prefix + "base.name")).startsWith("eclipse-temurin:");
    }

    /** The files, because the engine's stores of images count differently. */
    @Test
    void hasAtMost100Megabytes() throws Exception {
        ExecResult size = container.execInContainer("du", "-sxk", "/");

        assertThat(Long.parseLong(size.getStdout().split("\\s")[0]))
                .as(size.toString())
                .isBetween(50_000L, 100_000_000L / 1_024);
    }

    @Test
    void runsWithoutCapabilitiesAsAnyUser() {
        try (GenericContainer<?> foreign = ServerImage.newContainer().withCreateContainerCmdModifier(command -> {
            command.withUser("12345:0");
            command.getHostConfig().withCapDrop(Capability.ALL).withSecurityOpts(List.of("no-new-privileges"));
        })) {
            foreign.start();
            ServerImage.send(foreign, MESSAGE);
            assertThat(ServerImage.http(foreign)
                            .get("/api/messages/latest?wait=10s")
                            .get("subject")
                            .asText())
                    .isEqualTo("Hello");
        }
    }

    @Test
    void storesOrEvictsAllMailInTheLeastMemory() throws Exception {
        try (GenericContainer<?> small = ServerImage.newContainer()) {
            small.start();
            sendMoreThanTheHeapCanStore(small);

            JsonNode counters = ServerImage.http(small).get("/api/info").get("counters");
            int stored =
                    ServerImage.http(small).get("/api/messages").get("matched").asInt();
            assertThat(stored).isPositive();
            assertThat(counters.get("evicted").asInt() + stored)
                    .as(counters.toString())
                    .isEqualTo(LARGE_MESSAGES);
            // The JVM of a command finds its place beside a full heap.
            assertThat(small.execInContainer("smtp-fake", "wait", "--subject", "Big")
                            .getExitCode())
                    .isZero();
            assertSurvived(small);
        }
    }

    /** Neither memory nor processes are used up by health checks, of which there is one every two seconds. */
    @Test
    void isHealthyOverHttpsInTheLeastMemory() throws Exception {
        try (GenericContainer<?> small = ServerImage.newContainer()
                .withCommand("--http-tls")
                .waitingFor(Wait.forHealthcheck().withStartupTimeout(ServerImage.PATIENCE))) {
            small.start();
            sendMoreThanTheHeapCanStore(small);

            assertSurvived(small);
            ExecResult check = small.execInContainer("/mailpit", "readyz");
            assertThat(check.getStdout()).as(check.toString()).isEqualTo("ready\n");
            assertThat(small.execInContainer("/mailpit", "readyz", "--webroot", "/none")
                            .getStderr())
                    .isEqualTo("mailpit readyz: https://127.0.0.1:8025/none answered HTTP/1.1 404 \n");
            // A process of a check in progress is not a zombie, whose command line is empty.
            assertThat(small.execInContainer("ps", "-o", "stat,args").getStdout())
                    .doesNotContain("[openssl]");
        }
    }

    /** Ten clients at once send twice what the heap can store. */
    private static void sendMoreThanTheHeapCanStore(GenericContainer<?> small) throws Exception {
        byte[] message = ("Subject: Big\r\n\r\n" + ("x".repeat(76) + "\r\n").repeat(13_444)).getBytes(US_ASCII);
        ExecutorService clients = Executors.newFixedThreadPool(10);
        try {
            List<Callable<String>> deliveries =
                    Collections.nCopies(LARGE_MESSAGES, () -> ServerImage.send(small, message));
            for (Future<String> delivery : clients.invokeAll(deliveries)) {
                assertThat(TimeLimit.get(delivery))
                        .as("id of an acknowledged message")
                        .isNotEmpty();
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private static void assertSurvived(GenericContainer<?> small) {
        // The health may still be "starting", or a check may have timed out on a busy machine.
        Wait.forHealthcheck().withStartupTimeout(ServerImage.PATIENCE).waitUntilReady(small);
        assertThat(small.getCurrentContainerInfo().getState().getOOMKilled()).isFalse();
    }

    @Test
    void knowsTheUserRoot() throws Exception {
        try (GenericContainer<?> server =
                ServerImage.newContainer().withCreateContainerCmdModifier(command -> command.withUser("root"))) {
            server.start();

            assertThat(server.execInContainer("id").getStdout()).startsWith("uid=0(root) gid=0(root)");
        }
    }

    @Test
    void runsAsAnUnprivilegedUser() throws Exception {
        assertThat(container.execInContainer("id", "-u").getStdout().strip()).isEqualTo("65532");
        assertThat(container
                        .execInContainer("stat", "-c", "%u", "/proc/1")
                        .getStdout()
                        .strip())
                .isEqualTo("65532");
    }

    @Test
    void loadsClassesFromTheAotCache() throws Exception {
        String classes = container
                .execInContainer(
                        "/opt/jre/bin/java",
                        "@/opt/smtp-fake/java.options",
                        "-XX:AOTCache=/opt/smtp-fake/smtp-fake.aot",
                        "-Xlog:class+load",
                        "-jar",
                        "/opt/smtp-fake/smtp-fake.jar",
                        "--version")
                .getStdout();

        assertThat(classes.lines().filter(line -> line.contains(" io.github.smtpfake.rest.Main ")))
                .singleElement()
                .asString()
                .endsWith("source: shared objects file");
    }

    @Test
    void keepsMailInANamedVolume() throws Exception {
        String volume = newVolume();
        try {
            String id;
            try (GenericContainer<?> first = persistent(volume, Map.of("MP_DATABASE", "/data/mailpit.db"))) {
                first.start();
                id = ServerImage.send(first, MESSAGE);
                assertThat(first.execInContainer("cat", "/proc/1/maps").getStdout())
                        .as("the library is loaded from the image, because nothing can be unpacked")
                        .contains(" /opt/smtp-fake/libsqlitejdbc.so");
            }
            try (GenericContainer<?> second =
                    persistent(volume, Map.of("SMTP_FAKE_STORE", "sqlite:/data/mailpit.db?synchronous=full"))) {
                second.start();
                HttpApi http = ServerImage.http(second);
                assertThat(http.bytes("/api/messages/" + id + "/raw")).isEqualTo(MESSAGE);
                assertThat(http.get("/api/messages?subject=hello&any-text=text")
                                .get("matched")
                                .asInt())
                        .isEqualTo(1);
            }
        } finally {
            docker().removeVolumeCmd(volume).exec();
        }
    }

    /** A change of many rows needs a temporary file, for which a read-only file system has no place. */
    @Test
    void changesManyMessagesAtOnce() throws IOException {
        String volume = newVolume();
        try (GenericContainer<?> server = persistent(volume, Map.of("SMTP_FAKE_STORE", "sqlite:/data/mail.db"))) {
            server.start();
            HttpApi http = ServerImage.http(server);
            deliverAtOnce(server, 500, "Subject: Hello\r\n\r\n" + "word ".repeat(1_000));

            HttpResponse<String> changed =
                    http.sendJson("PATCH", "/api/messages?all=true", "{\"read\":true,\"tags\":[\"work\"]}");
            HttpResponse<String> deleted = http.send("DELETE", "/api/messages?subject=hello");

            assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
            assertThat(deleted.body()).isEqualTo("{\"deleted\":500}");
        } finally {
            docker().removeVolumeCmd(volume).exec();
        }
    }

    /** Sends copies of a message to a@x.org, many in each packet, because a container on a busy machine answers late. */
    private static void deliverAtOnce(GenericContainer<?> server, int count, String message) throws IOException {
        int atOnce = 50;
        String transaction = "MAIL FROM:<>\r\nRCPT TO:<a@x.org>\r\nBDAT " + message.length() + " LAST\r\n" + message;
        try (SmtpClient client = SmtpClient.greeted(server.getHost(), server.getMappedPort(1025))) {
            for (int sent = 0; sent < count; sent += atOnce) {
                client.send(transaction.repeat(atOnce));
                for (int i = 0; i < atOnce; i++) {
                    client.expect("250", "250", "250");
                }
            }
        }
    }

    /** Returns a container with a read-only file system and a volume. */
    private static GenericContainer<?> persistent(String volume, Map<String, String> variables) {
        return ServerImage.newContainer()
                .withEnv(variables)
                .withCreateContainerCmdModifier(
                        command -> command.getHostConfig().withBinds(Bind.parse(volume + ":/data")));
    }

    private static DockerClient docker() {
        return container.getDockerClient();
    }

    private static String newVolume() {
        return docker().createVolumeCmd().exec().getName();
    }

    @Test
    void namesTheFixIfAVolumeBelongsToRoot() throws Exception {
        String volume = newVolume();
        try {
            // A volume whose mount point is not a directory of the image belongs to root.
            assertThat(run(volume + ":/mail", "SMTP_FAKE_STORE=sqlite:/mail/mail.db"))
                    .isEqualTo(
                            "1: smtp-fake: Cannot store mail in /mail/mail.db: this process runs as user 65532, but /mail"
                                    + " belongs to user 0 and is not writable by others. Run chown 65532 /mail as root, or run the"
                                    + " server as that user (for a container: --user 0).");
        } finally {
            docker().removeVolumeCmd(volume).exec();
        }
    }

    @Test
    void namesTheFixIfThereIsNoVolume() throws Exception {
        assertThat(run("/dev/null:/unused", "SMTP_FAKE_STORE=sqlite:/data/mail.db"))
                .isEqualTo(
                        "1: smtp-fake: Cannot store mail in /data/mail.db: the file system of /data is read-only. Mount a"
                                + " volume at a directory, and store the mail in a file of that directory.");
    }

    /** Runs a container with a read-only file system until it ends, and returns its exit code and output. */
    private static String run(String bind, String variable) throws InterruptedException {
        String id = docker().createContainerCmd(container.getDockerImageName())
                .withEnv(variable)
                .withHostConfig(
                        HostConfig.newHostConfig().withReadonlyRootfs(true).withBinds(Bind.parse(bind)))
                .exec()
                .getId();
        try {
            docker().startContainerCmd(id).exec();
            int exitCode = docker().waitContainerCmd(id)
                    .exec(new WaitContainerResultCallback())
                    .awaitStatusCode(TimeLimit.DURATION.toSeconds(), TimeUnit.SECONDS);
            StringBuilder output = new StringBuilder();
            docker().logContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            output.append(new String(frame.getPayload(), UTF_8));
                        }
                    })
                    .awaitCompletion(TimeLimit.DURATION.toSeconds(), TimeUnit.SECONDS);
            return exitCode + ": " + output.toString().strip();
        } finally {
            docker().removeContainerCmd(id).withForce(true).exec();
        }
    }

    @Test
    void containsOnlyTheNativeLibraryOfItsPlatform() throws Exception {
        assertThat(container
                        .execInContainer("find", "/opt", "-name", "*sqlitejdbc*")
                        .getStdout())
                .isEqualTo("/opt/smtp-fake/libsqlitejdbc.so\n");
        assertThat(container
                        .execInContainer("grep", "-q", "org/sqlite/native", "/opt/smtp-fake/smtp-fake.jar")
                        .getExitCode())
                .as("exit code of grep in the jar, whose directory names all files")
                .isEqualTo(1);
    }

    @Test
    void stopsOnSigterm() {
        try (GenericContainer<?> another = new GenericContainer<>(container.getDockerImageName())
                .withExposedPorts(8025)
                .withEnv(Map.of("SMTP_FAKE_SMTP_PORT", "2525"))
                .waitingFor(Wait.forHttp("/readyz").forPort(8025))) {
            another.start();
            assertThat(another.getLogs().lines()).contains("SMTP listens on 0.0.0.0:2525");

            another.getDockerClient()
                    .stopContainerCmd(another.getContainerId())
                    .withTimeout(20)
                    .exec();

            assertThat(another.getCurrentContainerInfo().getState().getExitCodeLong())
                    .isEqualTo(128 + 15);
            assertThat(another.getLogs().lines().toList())
                    .isEqualTo(List.of(
                            "SMTP listens on 0.0.0.0:2525",
                            "HTTP listens on http://0.0.0.0:8025/",
                            "[smtpd] starting on [::]:2525 (no encryption)",
                            "[http] starting on [::]:8025",
                            "[http] accessible via http://localhost:8025/"));
        }
    }
}
