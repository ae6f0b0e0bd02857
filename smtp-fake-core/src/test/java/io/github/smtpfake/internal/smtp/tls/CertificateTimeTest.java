package io.github.smtpfake.internal.smtp.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.ChildJvm;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Generous bounds that only a mistake exceeds, such as a slower kind of key. They apply to processor time, which does not
 * depend on other processes, and to the best of several attempts. The benchmarks measure the real time.
 */
class CertificateTimeTest {

    @Test
    void createsCertificatesQuicklyInAWarmJvm() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            best = Math.min(best, nanosForOne());
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void createsACertificateQuicklyInANewJvm() throws Exception {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            best = Math.min(best, nanosInANewJvm());
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofSeconds(1));
    }

    private static long nanosInANewJvm() throws Exception {
        Process process = ChildJvm.start("-cp", System.getProperty("java.class.path"), NewJvm.class.getName());
        String nanos = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(process.waitFor()).isZero();
        return Long.parseLong(nanos.strip());
    }

    private static long nanosForOne() {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(CertificateAuthority.create(List.of()).chain()).hasSize(1);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    /** Prints the time of the first certificate. */
    static final class NewJvm {
        private NewJvm() {}

        public static void main(String[] arguments) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            CertificateAuthority.create(List.of());
            System.out.println(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        }
    }
}
