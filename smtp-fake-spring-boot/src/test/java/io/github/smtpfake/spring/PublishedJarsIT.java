package io.github.smtpfake.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars of all modules. This is the last module, so that all others are packaged. */
class PublishedJarsIT {
    private static final Path ROOT = Path.of("..");

    /** With the jars of sources and Javadoc, if the build makes them. */
    static List<Path> jars() throws Exception {
        String version = System.getProperty("smtpfake.version");
        List<Path> jars = new ArrayList<>();
        for (PublishedModule module : PublishedModule.below(ROOT)) {
            Path target = module.directory().resolve("target");
            String name = module.name() + "-" + version;
            assertThat(target.resolve(name + ".jar")).isRegularFile();
            try (Stream<Path> files = Files.list(target)) {
                files.filter(file -> file.getFileName()
                                .toString()
                                .matches(Pattern.quote(name) + "(-(sources|javadoc|tests|test-sources))?\\.jar"))
                        .forEach(jars::add);
            }
        }
        return jars;
    }

    @ParameterizedTest
    @MethodSource("jars")
    void containsLicenseAndNotice(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(ROOT.resolve("LICENSE")));
            String copyright = Files.readString(ROOT.resolve("NOTICE")).split("\n\n", 2)[0];
            assertThat(text(jar, "META-INF/NOTICE")).startsWith(copyright);
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
