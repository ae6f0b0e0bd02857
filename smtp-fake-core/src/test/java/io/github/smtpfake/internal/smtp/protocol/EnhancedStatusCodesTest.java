package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.SmtpExtension;
import io.github.smtpfake.session.Problem;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnhancedStatusCodesTest {
    // RFC 2034, 4: none in the greeting and in the replies to EHLO and HELO; RFC 5321: none in 3yz.
    private static final Set<String> WITHOUT =
            Set.of("greeting", "hello", "extendedHello", "DOMAIN_EXPECTED", "NON_ASCII_DOMAIN", "CONTROL_IN_DOMAIN");

    /** All replies of the server, by the name of their constant or method. */
    static Stream<Reply> replies() throws ReflectiveOperationException {
        List<Reply> replies = new ArrayList<>();
        for (Field field : Replies.class.getDeclaredFields()) {
            if (field.getType() == Reply.class && !WITHOUT.contains(field.getName())) {
                replies.add((Reply) field.get(null));
            }
        }
        for (Method method : Replies.class.getDeclaredMethods()) {
            if (method.getReturnType() == Reply.class
                    && Modifier.isStatic(method.getModifiers())
                    && !WITHOUT.contains(method.getName())) {
                replies.add((Reply) method.invoke(null, arguments(method)));
            }
        }
        return replies.stream();
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(EnhancedStatusCodesTest::argument)
                .toArray();
    }

    private static Object argument(Class<?> type) {
        if (type == List.class) {
            return List.of("one", "two");
        }
        if (type == long.class) {
            return 42L;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == byte[].class) {
            return new byte[] {1, 2, 3};
        }
        return type == Problem.class ? Problem.violation("id", "detail", "source") : "text";
    }

    @Test
    void findsAllReplies() throws ReflectiveOperationException {
        assertThat(replies()).hasSizeGreaterThan(25);
    }

    @ParameterizedTest
    @MethodSource("replies")
    void startsEachLineWithAStatusOfTheSameClass(Reply reply) {
        String wire = reply.toString();

        assertThat(wire).endsWith("\r\n");
        assertThat(wire.split("\r\n")).allSatisfy(line -> {
            String first = line.substring(0, 1);
            assertThat(line).matches("[2345][0-5][0-9][- ][ -~]+").hasSizeLessThanOrEqualTo(510);
            if (first.equals("3")) {
                assertThat(line).doesNotMatch("3.. \\d\\.\\d.*");
            } else {
                assertThat(line).matches(first + "..[- ]" + first + "\\.[0-7]\\.\\d{1,2} .+");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("replies")
    void marksOnlyTheLastLine(Reply reply) {
        String[] lines = reply.toString().split("\r\n");

        assertThat(Arrays.copyOf(lines, lines.length - 1)).allMatch(line -> line.charAt(3) == '-');
        assertThat(lines[lines.length - 1].charAt(3)).isEqualTo(' ');
    }

    @Test
    void sendsNoStatusInTheReplyToEhlo() {
        assertThat(Dialogue.open().greeting()).doesNotContain(" 2.0.0 ");
        assertThat(Dialogue.open().say("EHLO x")).doesNotContain(" 2.0.0 ", "-2.0.0 ");
        assertThat(Dialogue.open().say("HELO x")).isEqualTo("250 mail.example.org");
    }

    @Test
    void sendsNoStatusWhenDisabled() {
        Dialogue dialogue =
                Dialogue.disable(SmtpExtension.ENHANCED_STATUS_CODES).ehlo();

        assertThat(dialogue.say("MAIL FROM:<a@example.org>", "FOO", "HELP", "GET / HTTP/1.1")
                        .lines())
                .isNotEmpty()
                .noneMatch(line -> line.matches("\\d{3}[- ]\\d\\.\\d\\.\\d.*"));
    }
}
