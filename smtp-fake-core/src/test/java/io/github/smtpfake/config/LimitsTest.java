package io.github.smtpfake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {

    /** The setters of all numbers. */
    static Stream<Method> numbers() {
        return setters().filter(setter -> setter.getParameterTypes()[0] != Duration.class);
    }

    static Stream<Method> durations() {
        return setters().filter(setter -> setter.getParameterTypes()[0] == Duration.class);
    }

    private static Stream<Method> setters() {
        return Arrays.stream(Limits.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == Limits.Builder.class);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void refuseNumbersThatAreNotPositiveAndNameThem(Method setter) throws ReflectiveOperationException {
        for (int bad : new int[] {0, -1, Integer.MIN_VALUE}) {
            Limits.Builder builder = Limits.builder();
            setter.invoke(builder, bad);

            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessage(setter.getName() + " must be more than 0, not " + bad);
        }
        Limits.Builder smallest = Limits.builder();
        setter.invoke(smallest, 1);
        assertThatCode(smallest::build).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("durations")
    void refuseDurationsThatNoClockCanKeepAndNameThem(Method setter) throws ReflectiveOperationException {
        for (Duration bad :
                new Duration[] {Duration.ofNanos(-1), Duration.ofDays(366), ChronoUnit.FOREVER.getDuration()}) {
            Limits.Builder builder = Limits.builder();
            setter.invoke(builder, bad);

            assertThatIllegalArgumentException()
                    .isThrownBy(builder::build)
                    .withMessageStartingWith(setter.getName() + " must be between ")
                    .withMessageEndingWith("and PT8760H, not " + bad);
        }
    }

    @Test
    void refuseMessagesThatNoArrayCanHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.builder().messageSize(1L << 31).build())
                .withMessage("messageSize must be at most 1 GiB, not 2147483648 octets");
    }

    @Test
    void refuseLevelsThatCostTooMuch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.builder().mimeDepth(201).build())
                .withMessage("mimeDepth must be at most 200, not 201");
        assertThat(Limits.builder().mimeDepth(200).build().mimeDepth()).isEqualTo(200);
    }

    @Test
    void coverTheLeastThatTheStandardAsksFor() {
        // RFC 5321, 4.5.3.1.
        assertThat(Limits.defaults().messageSize()).isGreaterThanOrEqualTo(64 * 1024);
        assertThat(Limits.defaults().recipients()).isGreaterThanOrEqualTo(100);
        assertThat(Limits.defaults().commandLine()).isGreaterThanOrEqualTo(512);
        assertThat(Limits.defaults().idleTimeout()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }
}
