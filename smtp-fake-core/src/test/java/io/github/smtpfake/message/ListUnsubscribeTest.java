package io.github.smtpfake.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListUnsubscribeTest {

    @Test
    void hasTheAddressesInTheirOrder() {
        ListUnsubscribe unsubscribe = TestMail.of(
                        "List-Unsubscribe: (by mail) <mailto:leave@example.org?subject=u>,",
                        "\t<https://example.org/leave",
                        "  ?u=1>, <HTTPS://example.org/2>",
                        "List-Unsubscribe-Post: List-Unsubscribe=One-Click")
                .content()
                .listUnsubscribe()
                .orElseThrow();

        assertThat(unsubscribe.uris())
                .containsExactly(
                        "mailto:leave@example.org?subject=u", "https://example.org/leave?u=1", "HTTPS://example.org/2");
        assertThat(unsubscribe.mailto()).contains("mailto:leave@example.org?subject=u");
        assertThat(unsubscribe.https()).contains("https://example.org/leave?u=1");
        assertThat(unsubscribe.oneClick()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "<https://example.org/l>,List-Unsubscribe=One-Click,true",
        "<https://example.org/l>,list-unsubscribe=one-click,true",
        "<https://example.org/l>,List-Unsubscribe=No,false",
        "<http://example.org/l>,List-Unsubscribe=One-Click,false",
        "<mailto:l@example.org>,List-Unsubscribe=One-Click,false"
    })
    void isOneClickOnlyOverHttps(String addresses, String post, boolean oneClick) {
        assertThat(TestMail.of("List-Unsubscribe: " + addresses, "List-Unsubscribe-Post: " + post)
                        .content()
                        .listUnsubscribe()
                        .orElseThrow()
                        .oneClick())
                .isEqualTo(oneClick);
    }

    @Test
    void isNotThereWithoutAnAddress() {
        assertThat(TestMail.of("List-Unsubscribe: see below").content().listUnsubscribe())
                .isEmpty();
        assertThat(TestMail.of("Subject: x").content().listUnsubscribe()).isEmpty();
        assertThat(new ListUnsubscribe(List.of(), false).https()).isEmpty();
    }
}
