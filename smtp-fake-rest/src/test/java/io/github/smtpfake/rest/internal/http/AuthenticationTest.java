package io.github.smtpfake.rest.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class AuthenticationTest {
    private final List<String> checks = new ArrayList<>();
    private final Authentication authentication = Authentication.NONE
            .orMatching("ada", password -> isValid("ada", password))
            .orMatching("bob", password -> isValid("bob", password))
            .orUser("eve", "plain");

    private boolean isValid(String name, String password) {
        checks.add(name);
        return password.equals("s3cret");
    }

    private static int status(Authentication authentication, String name, String password) {
        String pair = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(UTF_8));
        try {
            authentication.check(Requests.of("GET", "/api/info", Map.of("Authorization", List.of("Basic " + pair))));
            return 200;
        } catch (ProblemException e) {
            return e.problem().status();
        }
    }

    /** One check each, so that the time does not reveal which names exist. */
    @Test
    void checksOneHashForEachWrongPasswordWhetherOrNotTheNameExists() {
        for (String name : List.of("ada", "bob", "eve", "mallory", "")) {
            assertThat(status(authentication, name, "wrong")).as(name).isEqualTo(401);
        }

        assertThat(checks).containsExactly("ada", "bob", "ada", "ada", "ada");
    }

    @Test
    void acceptsAPasswordOnlyForItsName() {
        assertThat(status(authentication, "ada", "s3cret")).isEqualTo(200);
        assertThat(status(authentication, "bob", "s3cret")).isEqualTo(200);
        assertThat(status(authentication, "eve", "plain")).isEqualTo(200);
        assertThat(checks).containsExactly("ada", "bob");
        assertThat(status(authentication, "mallory", "s3cret")).isEqualTo(401);
        assertThat(status(authentication, "eve", "s3cret")).isEqualTo(401);
    }

    @Test
    void answers503IfItIsTooBusyToCheckAPassword() {
        Authentication busy = Authentication.NONE
                .orMatching("ada", password -> {
                    throw new RejectedExecutionException();
                })
                .orUser("eve", "plain");

        assertThat(status(busy, "ada", "s3cret")).isEqualTo(503);
        assertThat(status(busy, "mallory", "s3cret")).isEqualTo(503);
        assertThat(status(busy, "eve", "plain")).isEqualTo(200);
    }
}
