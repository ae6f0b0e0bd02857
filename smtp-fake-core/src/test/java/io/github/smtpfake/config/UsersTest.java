package io.github.smtpfake.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class UsersTest {

    @Test
    void keepsTheOrderAndTheLastPasswordOfAName() {
        Users users = Users.of("bob", "1").and("ada", "2").and("bob", "3");

        assertThat(users.passwords()).hasToString("{bob=3, ada=2}");
        assertThat(Users.any().passwords()).isEmpty();
        assertThat(Users.any().and("ada", "2").passwords()).containsOnlyKeys("ada");
    }

    @Test
    void isImmutable() {
        Users ada = Users.of("ada", "1");
        ada.and("bob", "2");

        assertThat(ada.passwords()).containsOnlyKeys("ada");
        assertThatThrownBy(() -> ada.passwords().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> Users.any().passwords().put("eve", "3"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void rejectsAMissingNameOrPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Users.of("", "secret"))
                .withMessage("name must not be empty");
        assertThatNullPointerException()
                .isThrownBy(() -> Users.of(null, "secret"))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> Users.any().and("ada", null))
                .withMessage("password");
        assertThat(Users.of("ada", "").passwords()).containsEntry("ada", "");
    }

    @Test
    void equalsUsersWithTheSameNamesAndPasswords() {
        assertThat(Users.of("ada", "1").and("bob", "2"))
                .isEqualTo(Users.of("bob", "2").and("ada", "1"))
                .hasSameHashCodeAs(Users.of("bob", "2").and("ada", "1"))
                .isNotEqualTo(Users.of("ada", "1").and("bob", "3"))
                .isNotEqualTo(Users.any())
                .isNotEqualTo("users [ada, bob]");
    }

    @Test
    void showsNamesWithoutPasswords() {
        assertThat(Users.any()).hasToString("any user");
        assertThat(Users.of("ada", "secret").and("bob", "hidden")).hasToString("users [ada, bob]");
    }

    @Test
    void keepsPredicatesApartFromPasswords() {
        Predicate<String> hash = password -> password.hashCode() == 42;
        Users users = Users.of("bob", "1").andMatching("ada", hash).andMatching("eve", hash);

        assertThat(users.passwords()).containsOnlyKeys("bob");
        assertThat(users.predicates()).containsExactly(Map.entry("ada", hash), Map.entry("eve", hash));
        assertThat(users).hasToString("users [bob, ada, eve]");
        assertThat(users.andMatching("bob", hash).passwords()).isEmpty();
        assertThat(users.and("ada", "2").predicates()).containsOnlyKeys("eve");
        assertThat(Users.any().predicates()).isEmpty();
        assertThatThrownBy(() -> users.predicates().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void equalsUsersWithTheSamePredicates() {
        Predicate<String> hash = password -> true;

        assertThat(Users.any().andMatching("ada", hash))
                .isEqualTo(Users.any().andMatching("ada", hash))
                .hasSameHashCodeAs(Users.any().andMatching("ada", hash))
                .isNotEqualTo(Users.any().andMatching("ada", password -> true))
                .isNotEqualTo(Users.any());
    }

    @Test
    void rejectsAMissingNameOrPredicate() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Users.any().andMatching("", password -> true))
                .withMessage("name must not be empty");
        assertThatNullPointerException()
                .isThrownBy(() -> Users.any().andMatching(null, password -> true))
                .withMessage("name");
        assertThatNullPointerException()
                .isThrownBy(() -> Users.any().andMatching("ada", null))
                .withMessage("password");
    }
}
