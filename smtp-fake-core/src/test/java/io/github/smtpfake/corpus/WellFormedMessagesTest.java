package io.github.smtpfake.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.session.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No message of the corpus has a problem, except for those that {@code problems.txt} lists: a line for each message and id,
 * with the reason why the message really has the problem.
 */
class WellFormedMessagesTest {

    @Test
    void haveOnlyTheListedProblems() throws IOException {
        List<String> found = new ArrayList<>();
        for (Corpus.Entry entry : Corpus.entries().toList()) {
            entry.mail().problems().stream().map(Problem::id).distinct().forEach(id -> found.add(entry + " " + id));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(listed());
    }

    private static List<String> listed() throws IOException {
        List<String> listed = new ArrayList<>();
        for (String line : Files.readAllLines(Corpus.FOLDER.resolve("problems.txt"), UTF_8)) {
            int colon = line.indexOf(": ");
            assertThat(line.substring(colon + 2)).as("the reason of %s", line).isNotBlank();
            listed.add(line.substring(0, colon));
        }
        return listed;
    }
}
