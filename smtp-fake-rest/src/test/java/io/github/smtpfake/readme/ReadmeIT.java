package io.github.smtpfake.readme;

import static io.github.smtpfake.message.MessageQueries.to;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.internal.CommandLine;
import io.github.smtpfake.rest.internal.Options;
import io.github.smtpfake.rest.testing.ServerImage;
import io.github.smtpfake.store.MessageStoreContract;
import io.github.smtpfake.testing.SmtpClient;
import io.github.smtpfake.testing.UnassignedPort;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the commands and programs of the README. Tests that wait for other processes run beside the others. */
class ReadmeIT {
    private static final Pattern MAVEN_DEPENDENCY =
            Pattern.compile("<groupId>(.*)</groupId>\\s*<artifactId>(.*)</artifactId>\\s*<version>(.*)</version>");

    /** Maven has packaged the jar before this test, so only the part after the build remains. */
    private static String runCommand() {
        String line = Readme.snippets("Run it", "sh").get(0).strip();
        assertThat(line).startsWith("mvn -q -DskipTests package && ");
        return line.substring(line.indexOf("java "));
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void runsTheHttpCommandsAgainstTheStartedServer() throws IOException, InterruptedException {
        assumeTrue(Shell.has("curl", "--version"), "curl is not installed");
        List<String> tour = Readme.snippets("Over HTTP", "sh");
        assertThat(tour).hasSize(4);
        // An earlier run, perhaps of another version, has exported other messages.
        Shell.run("rm -rf target/mail");

        try (RunningServer server = RunningServer.start(runCommand())) {
            Shell.run(server.withItsPorts(tour.get(0)));
            assertThat(Shell.run(server.withItsPorts(tour.get(1))))
                    .contains("\"matched\":1", "\"subject\":\"Welcome\"", "\"text\":\"Confirm your address, please.")
                    .contains("\nTo: ada@example.org");
            assertThat(Shell.run(server.withItsPorts(
                            Readme.snippets("Instead of Mailpit", "sh").get(0))))
                    .contains("\"messages_count\":1", "\"Subject\":\"Welcome\"");
            assertThat(Shell.run(server.withItsPorts(tour.get(3))))
                    .contains("\"subject\":\"Welcome\"", "1 message and 1 transcript written to target/mail", "ready");
            assertThat(Shell.run(server.withItsPorts(tour.get(2)))).contains("{\"deleted\":1}");
            List<String> files = Readme.snippets("Export and import", "sh");
            assertThat(Shell.run(server.withItsPorts(files.get(0))))
                    .contains(
                            "0 messages and 1 transcript written to target/mail",
                            " imported",
                            "0 messages imported; ",
                            " already stored");
            assertThat(Shell.run(server.withItsPorts(files.get(1))))
                    .contains("\"subject\":\"Welcome\"", "\"recipients\":[\"ada@example.org\"]");
            String rule = Readme.snippets("Make it fail", "sh").get(0);
            assertThat(Shell.run(server.withItsPorts(rule))).contains("\"on\":\"rcpt\"", "\"fired\":0");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void showsTheRatesOfALoadTest() throws IOException, InterruptedException {
        assumeTrue(Shell.has("curl", "--version"), "curl is not installed");
        List<String> commands = Readme.snippets("Load tests", "sh");

        try (RunningServer server = RunningServer.start(commands.get(0))) {
            Shell.run(server.withItsPorts(Readme.snippets("Over HTTP", "sh").get(0)));
            assertThat(Shell.run(server.withItsPorts(commands.get(1))).lines())
                    .contains("smtp_fake_messages_received_total 1", "smtp_fake_sessions_total 1")
                    .anyMatch(line -> line.startsWith("smtp_fake_messages_per_second{window=\"10s\"} "))
                    .anyMatch(line -> line.startsWith("smtp_fake_first_message_timestamp_seconds "))
                    .anyMatch(line -> line.startsWith("# TYPE smtp_fake_rejected_commands_total"));
            assertThat(Shell.run(server.withItsPorts(
                            Readme.snippets("Over HTTP", "sh").get(1))))
                    .contains("\"subject\":\"Welcome\"")
                    .doesNotContain("Confirm your address");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void runsTheJUnitTests(int index, @TempDir Path folder) throws Exception {
        assertSucceeds(Readme.snippets("In a JUnit test", "java").get(index), folder);
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void runsTheTestOfAnApplicationThatOutlivesItsClass(@TempDir Path folder) throws Exception {
        String test = Readme.snippets("In a JUnit test", "java").stream()
                .filter(code -> code.contains("class ShippingMailTest"))
                .findFirst()
                .orElseThrow();
        assertSucceeds(
                test.replace(
                        "@SmtpFake(",
                        "@org.junit.jupiter.api.parallel.ResourceLock(\"java.lang.System.properties\")\n@SmtpFake("),
                folder);
    }

    @Test
    void runsTheTestWithABrowser(@TempDir Path folder) throws Exception {
        assertSucceeds(Readme.snippets("A browser during a test", "java").get(0), folder);
    }

    private static void assertSucceeds(String code, Path folder) throws Exception {
        Class<?> test = JavaSnippet.compile(code, folder);
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(test))
                .build();
        LauncherFactory.create().execute(request, listener);

        TestExecutionSummary summary = listener.getSummary();
        assertThat(summary.getFailures()).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    /** The projects of two modules compile and use these classes with each version of Spring Boot. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp-fake-junit5/src/test/projects/spring/src/test/java/org/example/shop/MailTest.java",
                "smtp-fake-spring-boot/src/test/projects/shop/src/test/java/org/example/shop/WelcomeMailTest.java"
            })
    void showsTheTestsOfTheSpringProjects(String file) throws IOException {
        Path test = Readme.ROOT.resolve(file);
        String name = test.getFileName().toString().replace(".java", "");

        assertThat(Readme.snippets("In a JUnit test", "java"))
                .filteredOn(code -> code.contains("class " + name + " {"))
                .contains(Files.readString(test).replace("package org.example.shop;\n\n", ""));
    }

    @Test
    void namesTheSameDependenciesForMavenAndGradle() {
        String maven = Readme.snippets("In a JUnit test", "xml").get(0);
        String gradle = Readme.snippets("In a JUnit test", "kotlin").get(0);

        assertThat(gradle.lines())
                .containsExactlyElementsOf(MAVEN_DEPENDENCY
                        .matcher(maven)
                        .results()
                        .map(found -> "testImplementation(\"" + found.group(1) + ":" + found.group(2) + ":"
                                + found.group(3) + "\")")
                        .toList());
    }

    @Test
    void runsThePrograms(@TempDir Path folder) throws Exception {
        run(Readme.snippets("In a JUnit test", "java").get(1), folder);
        run(Readme.snippets("TLS and login", "java").get(0), folder);
        run(Readme.snippets("Make it fail", "java").get(0), folder);
        run(Readme.snippets("Mail that outlives a restart", "java").get(0), folder);
    }

    @Test
    void compilesTheTestOfAStore(@TempDir Path folder) throws Exception {
        String test = Readme.snippets("Mail that outlives a restart", "java").get(1);
        assertThat(MessageStoreContract.class).isAssignableFrom(JavaSnippet.compile(test, folder));
    }

    /** Runs a program, which throws an exception if its message does not arrive. */
    private static void run(String program, Path folder) throws Exception {
        Method main = JavaSnippet.compile(program, folder).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) new String[0]);
    }

    @Test
    void failsAWaitWithTheMessageShown() throws Exception {
        try (SmtpFakeServer smtp = SmtpFakeServer.startNew()) {
            MimeMessage message = new MimeMessage(Session.getInstance(smtp.mailProperties()));
            message.setFrom("news@example.org");
            message.setRecipients(RecipientType.TO, "readers@example.org");
            message.setRecipients(RecipientType.BCC, "ada@example.org");
            message.setSubject("News of the week");
            message.setText("Nothing happened.");
            Transport.send(message);

            String shown = Readme.snippets("In a JUnit test", "text").get(0).strip();
            assertThatThrownBy(
                            () -> smtp.inbox().withTimeout(Duration.ofMillis(1)).awaitOne(to("ada@example.org")))
                    .hasMessage(shown.replace("within 5 s", "within 1 ms"));
        }
    }

    /** Other tests build the image from the same files, so that the engine has most steps in its cache. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void buildsAndRunsTheImage() throws IOException, InterruptedException {
        assumeTrue(Shell.has("docker", "info"), "The command docker is missing, or it finds no Docker engine.");
        ServerImage.name();
        assumeTrue(
                InetAddress.getByName(ServerImage.engineHost()).isLoopbackAddress(),
                "The commands of the README publish ports on the loopback address of another machine.");
        List<String> commands = Readme.snippets("In a container", "sh");
        String build = commands.get(0).strip();
        assertThat(build).startsWith("mvn -q -DskipTests package && docker build");

        Shell.run(build.substring(build.indexOf("docker ")));
        assertThat(commands.get(2).strip())
                .startsWith("docker exec smtp-fake smtp-fake wait --recipient ada@example.org");
        assertThat(answer(commands.get(1), "smtp-fake", commands.get(2))).contains("\"storedMessages\":20000");
        assertThat(answer(commands.get(3), "mailpit", null)).contains("\"storedMessages\":5000");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void keepsMailInTheFileOfTheCommand(@TempDir Path folder) throws IOException, InterruptedException {
        String command =
                Readme.snippets("Mail that outlives a restart", "sh").get(0).strip();
        assertThat(command).endsWith("--store sqlite:mail.db");
        Path file = folder.resolve("mail.db");

        try (RunningServer server = RunningServer.start(command.replace("mail.db", "'" + file + "'"))) {
            assertThat(Shell.run(server.withItsPorts("java -jar smtp-fake-rest/target/smtp-fake.jar health")))
                    .contains("ready");
        }
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void configuresTheStoreOfTheComposeFile() throws Exception {
        String compose = Readme.snippets("Mail that outlives a restart", "yaml").get(0);
        JsonNode service = new YAMLMapper().readTree(compose).at("/services/mail");

        String variable = service.at("/environment/SMTP_FAKE_STORE").asText();
        assertThat(service.at("/volumes/0").asText()).isEqualTo("mail:/data");
        CommandLine line = CommandLine.parse(new String[0], Map.of("SMTP_FAKE_STORE", variable));
        assertThat(line.ignored()).isEmpty();
        assertThat(Options.of(line)).asString().contains("/data/mail.db");
    }

    /** Runs a container and, in it, a command that waits for mail to ada@example.org, and returns the settings of its server. */
    private static String answer(String command, String shownName, @Nullable String wait)
            throws IOException, InterruptedException {
        String name = shownName + "-readme-" + ProcessHandle.current().pid();
        // Those of the README may be in use, and Docker may choose one that another process is given meanwhile.
        int smtpPort = UnassignedPort.next();
        int httpPort = UnassignedPort.next();
        String start = command.replace("--name " + shownName, "--name " + name)
                .replaceFirst("127[.]0[.]0[.]1:\\d+:1025", "127.0.0.1:" + smtpPort + ":1025")
                .replaceFirst("127[.]0[.]0[.]1:\\d+:8025", "127.0.0.1:" + httpPort + ":8025");
        assertThat(start).contains("-p 127.0.0.1:" + smtpPort + ":1025 -p 127.0.0.1:" + httpPort + ":8025");
        Shell.run(start);
        try {
            String url = "http://localhost:" + httpPort;
            Shell.run("curl --fail --silent --retry 20 --retry-all-errors --retry-delay 1 " + url + "/readyz");
            if (wait != null) {
                SmtpClient.sendMessage(
                        smtpPort, "app@example.org", "Subject: Welcome\r\n\r\n".getBytes(US_ASCII), "ada@example.org");
                assertThat(Shell.run(wait.replace("exec " + shownName, "exec " + name)))
                        .contains("Welcome");
            }
            return Shell.run("curl --fail --silent " + url + "/api/info");
        } finally {
            Shell.run("docker stop " + name);
        }
    }
}
