package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.ChildJvm;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LoopbackAddressTest {

    @Test
    void isTheAddressOfTheDocumentationAlsoWhereTheJvmPrefersIpv6() throws Exception {
        Process process = ChildJvm.start(
                "-Djava.net.preferIPv6Addresses=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip())
                .isEqualTo("127.0.0.1");
    }

    /** Prints the address. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) {
            System.out.println(LoopbackAddress.get().getHostAddress());
        }
    }
}
