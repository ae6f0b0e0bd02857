package io.github.smtpfake.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Compiles and runs the Java of the section of the README about the client. */
class ReadmeTest {
    private static final String SECTION = "\n## The same tests against a running server\n";
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            import static io.github.smtpfake.assertj.SmtpFakeAssertions.assertThat;
            import static io.github.smtpfake.rules.Rules.rcptTo;

            import io.github.smtpfake.SmtpEndpoint;
            import io.github.smtpfake.client.SmtpFakeClient;
            import io.github.smtpfake.inbox.Inbox;
            import io.github.smtpfake.junit5.SmtpFake;
            import io.github.smtpfake.message.CapturedMessage;
            import java.net.URI;
            import org.junit.jupiter.api.Test;

            """;
    private static final String APPLICATION = """

            record Application(String host, int port) {
                void signUp(String address) {
                    byte[] message = "Subject: Welcome\\r\\n\\r\\nHello\\r\\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                    io.github.smtpfake.testing.SmtpClient.sendMessage(port, "app@example.org", message, address);
                }

                void sendMailTo(String otherHost, int otherPort) {
                    new Application(otherHost, otherPort).signUp("ada@example.org");
                }
            }
            """;

    private static List<String> snippets() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        int begin = readme.indexOf(SECTION);
        assertThat(begin).as(SECTION).isPositive();
        Matcher matcher = JAVA.matcher(readme.substring(begin, readme.indexOf("\n## ", begin + SECTION.length())));
        List<String> snippets = new ArrayList<>();
        while (matcher.find()) {
            snippets.add(matcher.group(1));
        }
        return snippets;
    }

    private static Class<?> compile(String name, String source, Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve(name + ".java"), IMPORTS + source + APPLICATION);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-d", folder.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
            assertThat(compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                            .call())
                    .as(messages.toString())
                    .isTrue();
        }
        return Class.forName(
                name, true, new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeTest.class.getClassLoader()));
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void theTestRunsWithAndWithoutAServer(@TempDir Path folder) throws Exception {
        Class<?> test = compile("SignupTest", snippets().get(0), folder);
        assertSucceeds(test);
        try (ServedServer server = ServedServer.start()) {
            System.setProperty("SMTP_FAKE_URL", server.uri().toString());
            assertSucceeds(test);
            assertThat(server.smtp().store().counters().received()).isEqualTo(1);
        } finally {
            System.clearProperty("SMTP_FAKE_URL");
        }
    }

    private static void assertSucceeds(Class<?> test) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .build(),
                        listener);
        assertThat(listener.getSummary().getFailures())
                .extracting(failure -> failure.getException())
                .isEmpty();
        assertThat(listener.getSummary().getTestsSucceededCount()).isEqualTo(1);
    }

    @Test
    void theClientWorksWithoutJUnit(@TempDir Path folder) throws Exception {
        try (ServedServer server = ServedServer.start()) {
            String body = snippets()
                    .get(1)
                    .replace("http://localhost:8025", server.uri().toString());
            String source = "class Main {\n static void main(Application application) {\n" + body + "}\n"
                    + "static void run() { main(new Application(\"\", 0)); }\n}\n";
            var run = compile("Main", source, folder).getDeclaredMethod("run");
            run.setAccessible(true);

            run.invoke(null);

            assertThat(server.smtp().store().counters().received()).isEqualTo(1);
        }
    }
}
