package io.github.smtpfake.rest.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
    private static final String TYPE = "multipart/mixed; boundary=b";

    private static List<String> parts(String contentType, String body) {
        return Multipart.parse(contentType, body.getBytes(ISO_8859_1)).stream()
                .map(part -> part.mediaType() + "|" + new String(part.content(), ISO_8859_1))
                .toList();
    }

    @Test
    void returnsThePartsByteForByte() {
        String message = "A: b\r\n\r\n\0\u00ff\n--b\r\n--c--\r\n.\r\n";

        assertThat(parts(
                        TYPE,
                        "--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b\r\nX: y\r\ncontent-type: Message/RFC822; x=y\r\n\r\n"
                                + message + "\r\n--b--\r\n"))
                .containsExactly("application/json|{}", "message/rfc822|" + message);
    }

    @Test
    void acceptsEmptyContentsAndHeaders() {
        assertThat(parts(TYPE, "--b\r\n\r\n\r\n--b--")).containsExactly("|");
        assertThat(parts(TYPE, "--b\r\nContent-Type: a/b\r\n\r\n--b--")).containsExactly("a/b|");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed; boundary=\"b c\"",
                "multipart/mixed;charset=x;Boundary = \"b c\" ; x=y",
            })
    void readsAQuotedBoundary(String type) {
        assertThat(parts(type, "--b c\r\n\r\nx\r\n--b c--")).containsExactly("|x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/mixed",
                "multipart/mixed; boundary=",
                "multipart/mixed; boundary=\"\"",
                "multipart/mixed; boundary=\"b \"",
                "multipart/mixed; boundary=b c",
                "multipart/mixed; xboundary=b",
            })
    void requiresAValidBoundary(String type) {
        assertThatThrownBy(() -> parts(type, "--b\r\n\r\nx\r\n--b--"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("must name its boundary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "b",
                "--b",
                "--b\r\n",
                "--b\r\n\r\n",
                "--b\r\n\r\nx",
                "--b\r\n\r\nx\r\n--b",
                "--b\r\n\r\nx\r\n--b-",
                "--b\r\n\r\nx\r\n--bc\r\n",
                "--b\r\n\r\nx\r\n--b--\r\nafter",
                "before\r\n--b\r\n\r\nx\r\n--b--",
                "--b\r\nno empty line\r\n--b--",
                "--c\r\n\r\nx\r\n--c--",
            })
    void rejectsABodyOfAnotherForm(String body) {
        assertThatThrownBy(() -> parts(TYPE, body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    @Test
    void rejectsTooManyParts() {
        assertThatThrownBy(() -> parts(TYPE, "--b" + "\r\n\r\nx\r\n--b".repeat(11) + "--"))
                .hasMessageContaining("more than 10 parts");
    }
}
