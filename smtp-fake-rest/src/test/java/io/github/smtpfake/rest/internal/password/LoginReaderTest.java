package io.github.smtpfake.rest.internal.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.smtpfake.rest.internal.cli.Given;
import io.github.smtpfake.rest.internal.cli.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginReaderTest {
    /** Created by {@code htpasswd -B -C 5} and {@code htpasswd -s} for the password s3cret. */
    private static final String BCRYPT = "$2y$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK";

    private static final String SHA = "{SHA}/vNB+F2HQ559kaLUZbmHHvZrXpg=";

    @TempDir
    Path directory;

    private Given file(String content) throws IOException {
        return new Given(
                "--user-file",
                Files.writeString(directory.resolve("users"), content).toString());
    }

    private List<Login> read(String content) throws Exception {
        return LoginReader.read(List.of(), List.of(file(content)));
    }

    private static List<Login> value(String login) throws Exception {
        return LoginReader.read(List.of(new Given("--user", login)), List.of());
    }

    @Test
    void readsAFileOfHtpasswd() throws Exception {
        List<Login> logins = read("# users of the tests\r\nada:" + BCRYPT + "\r\n\r\n  bob:" + SHA + "\neve:a:b #c \n");

        assertThat(logins).extracting(Login::name).containsExactly("ada", "bob", "eve");
        assertThat(matches(logins.get(0), "s3cret")).isTrue();
        assertThat(matches(logins.get(1), "s3cret")).isTrue();
        assertThat(matches(logins.get(2), "a:b #c")).isTrue();
        assertThat(logins).noneMatch(login -> matches(login, "other"));
    }

    @Test
    void readsTheValuesOfOptionsBeforeFiles() throws Exception {
        List<Login> logins = LoginReader.read(List.of(new Given("--user", "ada: x ")), List.of(file("bob:y")));

        assertThat(logins).extracting(Login::name).containsExactly("ada", "bob");
        assertThat(matches(logins.get(0), " x ")).isTrue();
        assertThat(LoginReader.read(List.of(), List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$", "$ecret", "a$1$b", "{", "{s}x", "$apr1", "{SHA", "p{SHA}x", "$$", "pässword"})
    void readsPlainTextThatOnlyResemblesAHash(String password) throws Exception {
        StoredPassword stored = value("ada:" + password).get(0).password();

        assertThat(stored)
                .isInstanceOfSatisfying(
                        PlainPassword.class, plain -> assertThat(plain.text()).isEqualTo(password));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$apr1$abc$V7uD6Y3Ey1b.T8QFySWI51 | of MD5 ($apr1$)",
                "$1$abc$V7uD6Y3Ey1b.T8QFySWI51 | of MD5 ($1$)",
                "$5$abc$V7uD6Y3Ey1bT8QFySWI51 | of crypt ($5$)",
                "$6$abc$Qciy6P8ZI4.BUgLFaLq4ucJ | of crypt ($6$)",
                "$y$j9T$abc$V7uD6Y3Ey1b | that begin with $y$",
                "$argon2id$v=19$m=16 | that begin with $argon2id$",
                "$2x$05$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK | that begin with $2x$",
                "{SSHA}/vNB+F2HQ559kaLUZbmHHvZrXpg= | that begin with {SSHA}",
            })
    void namesTheLineOfAnotherKindOfHash(String hash, String kind) throws Exception {
        Given users = file("ada:x\n\neve:" + hash + "\n");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> LoginReader.read(List.of(), List.of(users)))
                .withMessage("--user-file: line 3 of " + users.text() + ": password hashes " + kind
                        + " are not supported. Create one with bcrypt: htpasswd -nB NAME");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> value("eve:" + hash))
                .withMessageStartingWith("--user: password hashes " + kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret", ":s3cret"})
    void rejectsALineWithoutNameAndDoesNotShowIt(String line) throws Exception {
        Given users = file("ada:x\n" + line);

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> LoginReader.read(List.of(), List.of(users)))
                .withMessage("--user-file: line 2 of " + users.text()
                        + " must be a name and a password, separated by a colon");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> value(line))
                .withMessage("--user must be a name and a password, separated by a colon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{SHA}", "{SHA}/vNB+F2HQ559kaLUZbmHHvZr", "{SHA}!", "{SHA}YQ=="})
    void rejectsAnInvalidHashOfSha(String hash) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> value("ada:" + hash))
                .withMessage("--user: {SHA} must be followed by the base64 form of a SHA-1 hash");
    }

    @Test
    void rejectsAnIncompleteHashOfBcrypt() {
        for (String hash : new String[] {BCRYPT + "x", BCRYPT.substring(0, 59), "$2y$05"}) {
            assertThatExceptionOfType(UsageException.class)
                    .isThrownBy(() -> value("ada:" + hash))
                    .withMessage("--user: the bcrypt hash must have 60 characters, not " + hash.length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "18", "31", "99"})
    void rejectsACostThatWouldOccupyAProcessorForLong(String cost) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> value("ada:" + BCRYPT.replace("$05$", "$" + cost + "$")))
                .withMessage("--user: the cost of the bcrypt hash must be from 4 to 17, not " + Integer.parseInt(cost));
    }

    @Test
    void rejectsAFileWithoutLogin() throws Exception {
        Given users = file("# none\n\n");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> LoginReader.read(List.of(), List.of(users)))
                .withMessage("--user-file: the file " + users.text() + " contains no NAME:PASSWORD");
    }

    @Test
    void limitsTheSizeOfAFile() throws Exception {
        assertThat(read("a:b\n".repeat(1_000))).hasSize(1_000);
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read("a:b\n".repeat(1_001)))
                .withMessageEndingWith(" has more than 1000 entries");
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read("a:" + "b".repeat(1 << 18)))
                .withMessageEndingWith(" cannot be read: it has more than 262144 bytes");
    }

    @Test
    void neverShowsPasswords() throws Exception {
        assertThat(read("ada:" + BCRYPT + "\nbob:" + SHA + "\neve:s3cret").toString())
                .contains("ada", "bob", "eve")
                .doesNotContain("s3cret", "$2y$", "/vNB");
    }

    @Test
    void ordersLoginsByTheTimeOfACheck() throws Exception {
        String bcrypt = "$abcdefghijklmnopqrstuuLK7U1u6pVRmL7L1BBM2aS35PSZnDXlK";
        List<Login> logins = LoginReader.read(
                List.of(),
                List.of(file("a:plain\nb:{SHA}/vNB+F2HQ559kaLUZbmHHvZrXpg=\nc:$2y$05" + bcrypt + "\nd:$2y$06" + bcrypt
                        + "\ne:$2y$06" + bcrypt + "\n")));

        assertThat(LoginReader.slowestFirst(logins)).extracting(Login::name).containsExactly("d", "e", "c", "b", "a");
    }

    private static boolean matches(Login login, String password) {
        return login.password() instanceof PlainPassword plain
                ? plain.text().equals(password)
                : ((HashedPassword) login.password()).matches(password);
    }
}
