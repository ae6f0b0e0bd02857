package io.github.smtpfake.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTextTest {

    @ParameterizedTest
    @CsvSource({
        "http://ada:secret@host:8025/mail, http://…@host:8025/mail",
        "https://token@host, https://…@host",
        "http://ada:se/c@ret@host:8025, http://…@host:8025",
        "ada:secret@host, …@host",
        "http://ada:secret@, http://…@",
        "http://host:8025, http://host:8025",
        "${URL}, ${URL}"
    })
    void hidesTheLogin(String text, String shown) {
        assertThat(UrlText.withoutLogin(text)).isEqualTo(shown);
    }

    @Test
    void keepsTheWholeUrlWithoutALogin() {
        assertThat(UrlText.withoutLogin(URI.create("http://host/a@b"))).isEqualTo("http://host/a@b");
        assertThat(UrlText.withoutLogin(URI.create("http://ada:secret@host/a"))).isEqualTo("http://…@host/a");
        assertThat(UrlText.withoutLogin(URI.create("http://ada:s@c@host"))).isEqualTo("http://…@host");
    }
}
