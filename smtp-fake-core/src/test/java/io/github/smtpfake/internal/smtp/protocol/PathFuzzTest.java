package io.github.smtpfake.internal.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.smtpfake.internal.smtp.protocol.PathParser.PathException;
import io.github.smtpfake.internal.smtp.wire.Line;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A path is rejected with a reason, or it has no control characters and is parsed again to itself. */
class PathFuzzTest {
    private static final SessionState STATE =
            new SessionState(new TestProfile().make(), new SessionRecord("192.0.2.1:40000", 0, new RejectionCounter()));

    @FuzzTest
    void parsesAcceptedPathsAgain(byte[] input) {
        String argument = new String(input, StandardCharsets.UTF_8);
        checkReversePath(argument);
        checkForwardPath(argument);
        checkCommand(argument);
    }

    private static void checkReversePath(String argument) {
        PathParser parser = new PathParser(argument);
        try {
            String path = parser.reversePath();
            assertAccepted(path, argument, parser.rest());
            PathParser again = new PathParser("<" + path + ">");
            assertThat(again.reversePath()).isEqualTo(path);
            assertThat(again.rest()).isEmpty();
            checkParameters(parser.rest());
        } catch (PathException e) {
            assertFitForAReply(e.getMessage());
        }
    }

    private static void checkForwardPath(String argument) {
        PathParser parser = new PathParser(argument);
        try {
            String path = parser.forwardPath();
            assertThat(path).isNotEmpty();
            assertAccepted(path, argument, parser.rest());
            PathParser again = new PathParser("<" + path + ">");
            assertThat(again.forwardPath()).isEqualTo(path);
            assertThat(again.rest()).isEmpty();
        } catch (PathException e) {
            assertFitForAReply(e.getMessage());
        }
    }

    private static void assertAccepted(String path, String argument, String rest) {
        assertThat(path.chars().noneMatch(Character::isISOControl)).as(path).isTrue();
        assertThat(argument).contains(path).endsWith(rest);
        assertThat(rest.isEmpty() || rest.startsWith(" ")).as(rest).isTrue();
    }

    private static void checkParameters(String rest) {
        try {
            Map<String, String> parameters = Parameters.parse(rest);
            assertThat(parameters.keySet()).allMatch(keyword -> keyword.matches("[A-Z0-9][A-Z0-9-]*"));
            assertThat(Parameters.parse(rendered(parameters))).isEqualTo(parameters);
            MailParameters.check(parameters, STATE);
            RcptParameters.check(parameters, STATE);
        } catch (RejectedException e) {
            assertFitForAReply(e.reply().lastLine());
        }
    }

    private static String rendered(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        parameters.forEach((keyword, value) -> text.append(' ')
                .append(keyword)
                .append(value.isEmpty() ? "" : "=")
                .append(value));
        return text.toString();
    }

    /** RFC 5321, 2.4: verbs are ASCII letters of either case. */
    private static void checkCommand(String line) {
        Command command = Command.parse(Line.of(line));
        String word = line.split("[ \t]", -1)[0];
        if (command.verb() != Verb.UNKNOWN) {
            assertThat(word)
                    .matches("[A-Za-z]+")
                    .isEqualToIgnoringCase(command.verb().name());
        }
        assertThat(command.argument()).doesNotMatch("(?s)[ \t].*|.*[ \t]");
        assertThat(line).contains(command.argument());
    }

    private static void assertFitForAReply(String text) {
        assertThat(text.chars().allMatch(c -> c >= ' ' && c <= '~')).as(text).isTrue();
        assertThat(text).hasSizeLessThan(400);
    }
}
