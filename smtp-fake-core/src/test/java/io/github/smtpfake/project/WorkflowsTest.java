package io.github.smtpfake.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkflowsTest {
    private static final Pattern USES = Pattern.compile("(?m)^ *(?:- )?uses: *(.*)$");
    private static final Pattern PINNED =
            Pattern.compile("([\\w.-]+/[\\w./-]+)@([0-9a-f]{40}) # (v\\d+\\.\\d+\\.\\d+)");

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.ROOT.resolve(".github/workflows"))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : workflows()) {
            texts.add(Files.readString(file));
        }
        return texts;
    }

    @Test
    void passActionlint() throws Exception {
        Program actionlint = Program.installed("actionlint").in(Checkout.ROOT);
        // Other programs that it would use are not on every machine.
        List<String> options = List.of("-no-color", "-shellcheck=", "-pyflakes=");
        List<String> files = Stream.concat(
                        workflows().stream(), Stream.of(Checkout.ROOT.resolve("examples/ci/github-actions.yml")))
                .map(Path::toString)
                .toList();

        actionlint.run(Program.arguments(options, files)).succeeded();
    }

    /** A tag of an action can be moved to other code, a commit cannot. */
    @Test
    void pinEachActionToOneCommit() throws IOException {
        List<String> uses = texts().stream()
                .flatMap(text -> USES.matcher(text).results().map(found -> found.group(1)))
                .filter(action -> !action.startsWith("./"))
                .toList();

        assertThat(uses).isNotEmpty().allMatch(action -> PINNED.matcher(action).matches());
        Map<String, Set<String>> commits = uses.stream()
                .flatMap(action -> PINNED.matcher(action).results())
                .collect(Collectors.groupingBy(
                        pin -> pin.group(1),
                        Collectors.mapping(WorkflowsTest::commit, Collectors.toCollection(TreeSet::new))));
        assertThat(commits.values()).allMatch(pins -> pins.size() == 1);
    }

    private static String commit(MatchResult pin) {
        return pin.group(2) + " " + pin.group(3);
    }

    @Test
    void mayOnlyReadUnlessAJobNeedsMore() throws IOException {
        assertThat(texts())
                .allSatisfy(text -> assertThat(text).contains("\npermissions:\n  contents: read\n\n"))
                .allSatisfy(text -> assertThat(text).doesNotContain("write-all", "pull_request_target"));
    }

    @Test
    void pushToTheRegistryOfTheRepository() throws IOException {
        assertThat(texts())
                .allSatisfy(text -> assertThat(text).doesNotContainPattern("\\b(ghcr|docker|quay)\\.io\\b"))
                .anySatisfy(text -> assertThat(text).contains("vars.REGISTRY_HOST"));
    }
}
