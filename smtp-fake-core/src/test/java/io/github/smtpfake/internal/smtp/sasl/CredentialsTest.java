package io.github.smtpfake.internal.smtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Users;
import org.junit.jupiter.api.Test;

class CredentialsTest {
    private final Credentials any = Credentials.of(Users.any());
    private final Credentials fixed =
            Credentials.of(Users.of("ada", "secret").and("bob", "same").and("eve", "same"));

    @Test
    void acceptsAnyUserAndPassword() {
        assertThat(any.acceptAny()).isTrue();
        assertThat(any.accept("nobody", "")).isTrue();
        assertThat(any.password("nobody")).isEmpty();
        assertThat(any.ownerOf("token")).isEmpty();
    }

    @Test
    void acceptsFixedUsersOnlyWithTheirPassword() {
        assertThat(fixed.acceptAny()).isFalse();
        assertThat(fixed.accept("ada", "secret")).isTrue();
        assertThat(fixed.accept("ada", "same")).isFalse();
        assertThat(fixed.accept("Ada", "secret")).isFalse();
        assertThat(fixed.accept("nobody", "secret")).isFalse();
        assertThat(fixed.password("ada")).contains("secret");
        assertThat(fixed.password("nobody")).isEmpty();
    }

    @Test
    void findsTheFirstOwnerOfAToken() {
        assertThat(fixed.ownerOf("secret")).contains("ada");
        assertThat(fixed.ownerOf("same")).contains("bob");
        assertThat(fixed.ownerOf("other")).isEmpty();
    }
}
