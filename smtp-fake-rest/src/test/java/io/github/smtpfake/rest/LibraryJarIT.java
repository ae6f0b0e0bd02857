package io.github.smtpfake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.internal.HttpService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar that applications use as a library: Spring Boot would start a Tomcat if its classes were there. */
class LibraryJarIT {
    static final Path JAR = jar();

    private static Path jar() {
        Path directory = Path.of(System.getProperty("smtpfake.jar")).getParent();
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jars = files.filter(
                            file -> file.getFileName().toString().matches("smtp-fake-rest-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .toList();
            assertThat(jars).hasSize(1);
            return jars.get(0);
        } catch (IOException e) {
            throw new AssertionError("The jar is missing; was the module packaged?", e);
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void containsTheConnectorOnlyUnderAnotherName() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(JarEntry::getName)
                    .toList();
            assertThat(names)
                    .noneMatch(name -> name.matches("(META-INF/versions/[0-9]+/)?(org/apache|jakarta|javax)/.*"))
                    .contains("io/github/smtpfake/rest/internal/lib/coyote/Adapter.class");
            assertThat(names.stream().filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("io/github/smtpfake/rest/"));
        }
    }

    @Test
    void offersItsHttpServerToTheJUnitExtension() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            String provider = text(jar, "META-INF/services/" + HttpService.class.getName());
            assertThat(jar.getEntry(provider.strip().replace('.', '/') + ".class"))
                    .as(provider)
                    .isNotNull();
        }
    }
}
