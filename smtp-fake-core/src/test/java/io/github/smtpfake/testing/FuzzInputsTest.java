package io.github.smtpfake.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jazzer replays the inputs below the name of a method, and says nothing if a renamed method has none. */
class FuzzInputsTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final String SUFFIX = "Inputs";

    @Test
    void everyDirectoryOfInputsBelongsToAFuzzTest() throws Exception {
        List<Path> directories;
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            directories = files.filter(Files::isDirectory)
                    .filter(directory -> directory.getParent().toString().endsWith("FuzzTest" + SUFFIX))
                    .toList();
        }

        assertThat(directories).hasSizeGreaterThan(5).allSatisfy(FuzzInputsTest::requireFuzzTest);
    }

    private static void requireFuzzTest(Path directory) throws ClassNotFoundException {
        Path parent = RESOURCES.relativize(directory.getParent());
        String type = parent.toString().replace(parent.getFileSystem().getSeparator(), ".");
        Class<?> test = Class.forName(type.substring(0, type.length() - SUFFIX.length()));

        assertThat(test.getDeclaredMethods())
                .filteredOn(method -> method.isAnnotationPresent(FuzzTest.class))
                .extracting(Method::getName)
                .contains(directory.getFileName().toString());
    }
}
