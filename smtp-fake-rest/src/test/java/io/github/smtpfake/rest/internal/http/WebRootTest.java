package io.github.smtpfake.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebRootTest {

    @ParameterizedTest
    @CsvSource({
        "mail, /mail",
        "/mail, /mail",
        "mail/, /mail",
        "/mail/, /mail",
        "//mail//, /mail",
        "/a//b/./c, /a/b/c",
        "/a/../b, /b",
        "/../mail, /mail",
        "/M4il_@-.x, /M4il_@-.x",
    })
    void normalizesAPathAsMailpitDoes(String path, String prefix) {
        WebRoot root = WebRoot.of(path);

        assertThat(root.prefix()).isEqualTo(prefix);
        assertThat(root).hasToString(prefix + "/");
        assertThat(root.path("/api/info")).isEqualTo(prefix + "/api/info");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", ".", "/..", "a/.."})
    void treatsAPathWithoutNameAsTheRootOfTheHost(String path) {
        assertThat(WebRoot.of(path)).isSameAs(WebRoot.NONE).hasToString("/");
        assertThat(WebRoot.NONE.prefix()).isEmpty();
        assertThat(WebRoot.NONE.path("/livez")).isEqualTo("/livez");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {" ", "/ma il", "/m%61il", "/mail?x", "/mail#x", "https://host/mail", "\\mail", "/mäil", "/a\r\nb"
            })
    void rejectsOtherCharacters(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebRoot.of(path))
                .withMessage("must be a path such as /mail, of at most 200 letters, digits and characters / . _ @ -");
    }

    @Test
    void limitsTheLength() {
        assertThat(WebRoot.of("/" + "a".repeat(199)).prefix()).hasSize(200);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebRoot.of("/" + "a".repeat(200)))
                .withMessageContaining("at most 200 letters");
    }
}
