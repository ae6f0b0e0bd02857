package io.github.smtpfake.internal.smtp.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.config.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    @Test
    void asksThePredicateOfAUserWhosePasswordItDoesNotKnow() {
        Credentials hashed = Credentials.of(Users.of("bob", "same").andMatching("ada", "secret"::equals));

        assertThat(hashed.acceptAny()).isFalse();
        assertThat(hashed.accept("ada", "secret")).isTrue();
        assertThat(hashed.accept("ada", "same")).isFalse();
        assertThat(hashed.accept("bob", "same")).isTrue();
        assertThat(hashed.accept("eve", "secret")).isFalse();
        assertThat(hashed.password("ada")).isEmpty();
        assertThat(hashed.failure("ada").reason()).isEqualTo(SaslStep.Reason.WRONG_PASSWORD);
        assertThat(hashed.failure("eve").reason()).isEqualTo(SaslStep.Reason.UNKNOWN_USER);
    }

    @Test
    void showsAnExampleWhosePasswordItKnows() {
        Users hashed = Users.any().andMatching("ada", "secret"::equals);

        assertThat(Credentials.of(hashed).example()).isEqualTo(Map.entry("ada", ""));
        assertThat(Credentials.of(hashed.and("bob", "same")).example()).isEqualTo(Map.entry("bob", "same"));
    }

    /** One check each, so that the time does not reveal which names exist. */
    @Test
    void asksOnePredicateForEachWrongPasswordWhetherOrNotTheNameExists() {
        List<String> checks = new ArrayList<>();
        Credentials hashed = Credentials.of(Users.of("eve", "plain")
                .andMatching("ada", password -> checks.add("ada") && password.equals("secret"))
                .andMatching("bob", password -> checks.add("bob") && password.equals("other")));

        for (String name : List.of("ada", "bob", "eve", "mallory")) {
            assertThat(hashed.accept(name, "wrong")).as(name).isFalse();
        }
        assertThat(checks).containsExactly("ada", "bob", "ada", "ada");
        assertThat(hashed.accept("mallory", "secret")).isFalse();
        checks.clear();
        assertThat(hashed.accept("eve", "plain")).isTrue();
        assertThat(checks).isEmpty();
    }
}
