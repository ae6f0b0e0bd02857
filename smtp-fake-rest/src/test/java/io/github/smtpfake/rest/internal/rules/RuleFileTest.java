package io.github.smtpfake.rest.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.smtpfake.rules.RuleDefinition;
import io.github.smtpfake.rules.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileTest {
    @TempDir
    private Path folder;

    @Test
    void returnsTheFirstRuleLastBecauseTheNewestWins() throws IOException {
        assertThat(RuleFile.read(file("[{\"on\":\"mail\"},{\"on\":\"rcpt\"}]")))
                .extracting(RuleDefinition::stage)
                .containsExactly(Stage.RCPT, Stage.MAIL);
    }

    @Test
    void readsWhatTheApiReturns() throws IOException {
        assertThat(RuleFile.read(file("{\"rules\":[{\"id\":\"x\",\"on\":\"mail\",\"fired\":1}]}")))
                .extracting(RuleDefinition::stage)
                .containsExactly(Stage.MAIL);
    }

    @Test
    void namesTheFileAndTheField() throws IOException {
        Path file = file("{\"rules\":[{\"on\":\"mail\"},{\"on\":\"rcpt\",\"then\":[{\"replay\":\"450 no\"}]}]}");

        assertFault(file, file + ": rules[1].then[0].replay: is unknown: did you mean reply?");
    }

    @Test
    void namesThePositionOfInvalidJson() throws IOException {
        Path file = file("[\n  {\"on\": mail}\n]");

        assertFault(file, file + ": The JSON is malformed at line 2, column ");
    }

    @Test
    void namesAMissingFileOrAFolder() {
        Path missing = folder.resolve("missing.json");

        assertFault(missing, missing + ": no such file");
        assertFault(folder, folder + " cannot be read: ");
    }

    @Test
    void rejectsAFileThatIsTooLarge() throws IOException {
        assertFault(
                file(" ".repeat((1 << 20) + 1)), folder.resolve("rules.json") + " cannot be read: it has more than");
        assertFault(
                file("[" + String.join(",", Collections.nCopies(1_001, "{\"on\":\"mail\"}")) + "]"),
                folder.resolve("rules.json") + ": The JSON must have at most 1000 rules, not 1001");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rules.json"), text);
    }

    private static void assertFault(Path file, String message) {
        assertThatThrownBy(() -> RuleFile.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
