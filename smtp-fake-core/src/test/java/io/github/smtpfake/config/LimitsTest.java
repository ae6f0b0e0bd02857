package io.github.smtpfake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    static Stream<Method> setters() {
        return Arrays.stream(LimitsBuilder.class.getMethods())
                .filter(method -> method.getReturnType() == LimitsBuilder.class);
    }

    /** Calls a setter whose name is known only to reflection. */
    private static LimitsBuilder set(LimitsBuilder builder, Method setter, @Nullable Object value) throws Throwable {
        try {
            setter.invoke(builder, value);
            return builder;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void rejectsNumbersThatAreNotPositive(Method setter) throws Throwable {
        for (int bad : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> set(Limits.builder(), setter, bad))
                    .withMessage(setter.getName() + " must be more than 0, not " + bad);
        }
        assertThat(get(set(Limits.builder(), setter, 1).build(), setter))
                .asString()
                .isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("durations")
    void rejectsDurationsOutOfRange(Method setter) throws Throwable {
        for (Duration bad :
                new Duration[] {Duration.ofNanos(-1), Duration.ofDays(366), ChronoUnit.FOREVER.getDuration()}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> set(Limits.builder(), setter, bad))
                    .withMessageStartingWith(setter.getName() + " must be between ")
                    .withMessageEndingWith("and PT8760H, not " + bad);
        }
        assertThat(get(set(Limits.builder(), setter, Duration.ofDays(365)).build(), setter))
                .isEqualTo(Duration.ofDays(365));
    }

    @ParameterizedTest
    @MethodSource("durations")
    void rejectsNullAndNamesTheLimit(Method setter) {
        assertThatNullPointerException()
                .isThrownBy(() -> set(Limits.builder(), setter, null))
                .withMessage(setter.getName());
    }

    private static Object get(Limits limits, Method setter) throws ReflectiveOperationException {
        return Limits.class.getMethod(setter.getName()).invoke(limits);
    }

    @Test
    void rejectsAMessageSizeThatNoArrayCanHold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.builder().messageSize(1L << 31))
                .withMessage("messageSize must be at most 1 GiB, not 2147483648 bytes");
        assertThat(Limits.builder().messageSize(1L << 30).build().messageSize()).isEqualTo(1L << 30);
    }

    @Test
    void rejectsAMimeDepthThatCostsTooMuch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limits.builder().mimeDepth(201))
                .withMessage("mimeDepth must be at most 200, not 201");
        assertThat(Limits.builder().mimeDepth(200).build().mimeDepth()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("setters")
    void equalsLimitsWithTheSameValuesOnly(Method setter) throws Throwable {
        Object value = setter.getParameterTypes()[0] == Duration.class ? Duration.ofDays(1) : 7;
        Limits limits = set(Limits.builder(), setter, value).build();

        assertThat(limits)
                .isEqualTo(set(Limits.builder(), setter, value).build())
                .hasSameHashCodeAs(set(Limits.builder(), setter, value).build())
                .isNotEqualTo(Limits.defaults())
                .isNotEqualTo(null);
        assertThat(limits.toString()).startsWith("Limits{").contains(setter.getName() + "=" + value);
    }

    @Test
    void keepsItsValuesWhenTheBuilderChanges() {
        LimitsBuilder builder = Limits.builder().recipients(2);
        Limits limits = builder.build();
        builder.recipients(3);

        assertThat(limits.recipients()).isEqualTo(2);
    }

    @Test
    void hasDefaultsThatMeetTheMinimumsOfTheStandard() {
        // RFC 5321, 4.5.3.1.
        assertThat(Limits.defaults().messageSize()).isGreaterThanOrEqualTo(64 * 1024);
        assertThat(Limits.defaults().recipients()).isGreaterThanOrEqualTo(100);
        assertThat(Limits.defaults().commandLine()).isGreaterThanOrEqualTo(512);
        assertThat(Limits.defaults().idleTimeout()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
    }
}
