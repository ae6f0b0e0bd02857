package io.github.smtpfake.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.rest.testing.JarProcess;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnClassesTest {
    /** Loads the classes in a separate JVM, which reports each. */
    static final class Loading {
        public static void main(String[] arguments) {
            OwnClasses.load();
            System.out.println("loaded");
        }
    }

    @Test
    void loadsTheClassesOfTheServerButNotThoseOfCommandsAndOtherStores() throws Exception {
        Set<String> loaded = new HashSet<>();
        try (JarProcess process =
                JarProcess.runClass(Loading.class.getName(), List.of("-Xlog:class+load:stdout:none"))) {
            for (String line = process.readLine(); !line.equals("loaded"); line = process.readLine()) {
                loaded.add(line.split(" ")[0]);
            }
        }

        assertThat(loaded)
                .contains(
                        "io.github.smtpfake.internal.smtp.protocol.Session",
                        "io.github.smtpfake.message.MimeReader",
                        "io.github.smtpfake.rest.internal.api.MessageResource",
                        "io.github.smtpfake.rest.internal.mailpit.MimeWriter")
                .noneMatch(name -> name.startsWith("io.github.smtpfake.jdbc.")
                        || name.startsWith("io.github.smtpfake.rest.internal.client."));
    }
}
