package io.github.smtpfake.internal.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryShortageTest {

    @Test
    void findsAShortageAmongTheCausesOfAFailure() {
        OutOfMemoryError shortage = new OutOfMemoryError("Java heap space");

        assertThat(MemoryShortage.in(shortage)).containsSame(shortage);
        assertThat(MemoryShortage.in(new IllegalStateException(new RuntimeException(shortage))))
                .containsSame(shortage);
    }

    /** The JVM reports the second use of a class whose initialization failed with a copy of the first failure. */
    @Test
    void findsAShortageThatPreventedTheInitializationOfAClass() {
        Throwable second = new NoClassDefFoundError("Could not initialize class A")
                .initCause(new ExceptionInInitializerError(
                        "Exception java.lang.OutOfMemoryError: Java heap space [in thread \"main\"]"));

        assertThat(MemoryShortage.in(second))
                .hasValueSatisfying(shortage -> assertThat(shortage).hasMessageContaining("Java heap space"));
    }

    @Test
    void findsNoShortageInOtherFailures() {
        assertThat(MemoryShortage.in(new IllegalStateException("damaged"))).isEmpty();
        assertThat(MemoryShortage.in(new ExceptionInInitializerError("Exception java.lang.NullPointerException")))
                .isEmpty();
        assertThat(MemoryShortage.in(new ExceptionInInitializerError(new RuntimeException("damaged"))))
                .isEmpty();
    }

    @Test
    void endsItsSearchInACircleOfCauses() {
        Exception first = new Exception("first");
        first.initCause(new Exception("second", first));

        assertThat(MemoryShortage.in(first)).isEmpty();
    }
}
