package io.github.smtpfake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.SmtpClient;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The published jar: self-contained, without visible dependencies. */
class PackagingIT {
    private static final Path JAR = jar();

    private static Path jar() {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            List<Path> jars = files.filter(
                            file -> file.getFileName().toString().matches("smtp-fake-core-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        } catch (IOException e) {
            throw new AssertionError("The jar is missing; was the module packaged?", e);
        }
    }

    @Test
    void containsOnlyItsOwnPackages() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName).filter(name -> name.endsWith(".class")))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("io/github/smtpfake/"));
            assertThat(jar.stream()
                            .map(JarEntry::getName)
                            .filter(name -> name.matches("META-INF/(services|versions|maven)/.*[^/]")))
                    .isEmpty();
        }
    }

    @Test
    void relocatesItsLibraries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> hidden = jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("io/github/smtpfake/internal/lib/") && name.endsWith(".class"))
                    .toList();
            assertThat(hidden).isNotEmpty().allMatch(name -> name.matches("io/github/smtpfake/internal/lib/jsoup/.*"));
            for (JarEntry entry : jar.stream()
                    .filter(file -> file.getName().endsWith(".class"))
                    .toList()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    assertThat(new String(in.readAllBytes(), ISO_8859_1))
                            .as(entry.getName())
                            .doesNotContain("org/jsoup");
                }
            }
        }
    }

    @Test
    void containsTheTermsOfWhatItContains() throws Exception {
        Path library = Path.of(
                Jsoup.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (JarFile jar = new JarFile(JAR.toFile());
                JarFile jsoup = new JarFile(library.toFile())) {
            String terms = "META-INF/jsoup/LICENSE";
            assertThat(text(jar, terms)).isEqualTo(text(jsoup, terms));
            assertThat(text(jar, "META-INF/CLDR-LICENSE")).contains("UNICODE LICENSE V3");
            assertThat(text(jar, "META-INF/NOTICE")).contains(terms, "META-INF/CLDR-LICENSE");
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        assertThat(entry).as("%s in %s", name, jar.getName()).isNotNull();
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void hasAnAutomaticModuleName() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("io.github.smtpfake");
            assertThat(jar.getEntry("module-info.class")).isNull();
        }
    }

    @Test
    void publishesNoRuntimeDependency() throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(".dependency-reduced-pom.xml").toFile());

        var dependencies = pom.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            assertThat(dependencies.item(i).getTextContent()).containsPattern("\\s(test|provided)\\s");
        }
        assertThat(pom.getElementsByTagName("artifactId").item(0)).isNotNull();
    }

    @Test
    void worksAsTheOnlyJarOnAClassPath() throws Exception {
        URL[] alone = {JAR.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(alone, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass("io.github.smtpfake.SmtpFakeServer");
            assertThat(type).isNotSameAs(SmtpFakeServer.class);
            try (AutoCloseable server =
                    (AutoCloseable) type.getMethod("startNew").invoke(null)) {
                sendTo((int) call(server, "port"));

                Object message = call(call(server, "inbox"), "awaitOne");

                assertThat(call(message, "subject")).isEqualTo(Optional.of("Grüße"));
                assertThat(call(message, "from")).hasToString("[Jürgen <app@example.org>]");
                assertThat(call(call(message, "content"), "date")).hasToString("Optional[1997-11-21T09:55:06-06:00]");
                assertThat(call(message, "html")).isEqualTo(Optional.of("<p>Hello &amp; <b>welcome</b></p>"));
                assertThat(call(call(message, "content"), "snippet")).isEqualTo("Hello & welcome");
                assertThat(call(message, "attachments")).hasToString("[Grüße.pdf (application/pdf, 5 bytes)]");
            }
        }
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        Method found = target.getClass().getMethod(method);
        return found.invoke(target);
    }

    private static void sendTo(int port) {
        String message = String.join(
                "\r\n",
                "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=",
                "From: =?utf-8?q?J=C3=BCrgen?= <app@example.org>",
                "Date: Fri, 21 Nov 1997 09:55:06 -0600",
                "Content-Type: multipart/mixed; boundary=b",
                "",
                "--b",
                "Content-Type: text/html; charset=utf-8",
                "Content-Transfer-Encoding: quoted-printable",
                "",
                "<p>Hello &amp; <b>welcome=",
                "</b></p>",
                "--b",
                "Content-Type: application/pdf",
                "Content-Disposition: attachment; filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf",
                "Content-Transfer-Encoding: base64",
                "",
                "SGVsbG8=",
                "--b--",
                "");
        SmtpClient.sendMessage(port, "app@example.org", message.getBytes(UTF_8), "ada@example.org");
    }
}
