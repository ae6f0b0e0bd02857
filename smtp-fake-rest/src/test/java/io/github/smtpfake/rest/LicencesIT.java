package io.github.smtpfake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.bytes.Bytes;
import at.favre.lib.crypto.bcrypt.BCrypt;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.smtpfake.SmtpFakeServer;
import io.github.smtpfake.rest.testing.JarProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.coyote.Adapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.JDBC;

/** The licences and notices of the libraries that a jar contains are in the jar. */
class LicencesIT {
    private static final Pattern TERMS = Pattern.compile("(?i)(.*/)?[^/]*(licen[cs]e|notice|copying|copyright)[^/]*");
    private static final String HTM = "META-INF/resources/_static/htm/3.1.1/preact/standalone.module.js";

    /** Begins the part of Tomcat's notice about files that its connector does not have. */
    private static final String NOT_OF_THE_CONNECTOR = "The original XML Schemas";

    static Stream<Path> librariesOfTheCommandLine() throws Exception {
        List<Path> jars = new ArrayList<>();
        for (Class<?> type : List.of(
                ObjectMapper.class,
                JsonFactory.class,
                JsonCreator.class,
                JDBC.class,
                BCrypt.class,
                Bytes.class,
                Adapter.class,
                SmtpFakeServer.class)) {
            jars.add(jarOf(type));
        }
        URL htm = LicencesIT.class.getResource("/" + HTM);
        jars.add(Path.of(URI.create(htm.getPath().replaceFirst("!.*", ""))));
        return jars.stream();
    }

    @ParameterizedTest
    @MethodSource("librariesOfTheCommandLine")
    void jarOfTheCommandLineContainsThem(Path library) throws Exception {
        verifyTermsOf(library, JarProcess.jar());
    }

    @Test
    void jarOfTheLibraryContainsThem() throws Exception {
        verifyTermsOf(jarOf(Adapter.class), LibraryJarIT.JAR);
    }

    @Test
    void jarOfTheCommandLineContainsTheTermsOfPreact() throws Exception {
        try (JarFile jar = new JarFile(JarProcess.jar().toFile())) {
            assertThat(text(jar, "META-INF/preact-LICENSE")).contains("MIT License", "Jason Miller");
        }
    }

    private static void verifyTermsOf(Path library, Path jar) throws IOException {
        try (JarFile original = new JarFile(library.toFile());
                JarFile ours = new JarFile(jar.toFile())) {
            assertThat(text(ours, "META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("..", "LICENSE")));
            for (String name : original.stream().map(JarEntry::getName).toList()) {
                if (!TERMS.matcher(name).matches() || name.endsWith(".class")) {
                    continue;
                }
                String terms = text(original, name);
                switch (name) {
                    // All libraries with a file of this name have the licence that we have.
                    case "META-INF/LICENSE" -> assertThat(terms).contains("Apache License");
                    case "META-INF/NOTICE" ->
                        assertThat(unindented(text(ours, name)))
                                .contains(terms.split(NOT_OF_THE_CONNECTOR, 2)[0].strip());
                    default -> assertThat(text(ours, name)).as(name).isEqualTo(terms);
                }
            }
        }
    }

    /** Our notices quote those of others with two spaces before each line. */
    private static String unindented(String notice) {
        return notice.replaceAll("(?m)^  ", "");
    }

    private static String text(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        assertThat(entry).as("%s in %s", name, jar.getName()).isNotNull();
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private static Path jarOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
