package io.github.smtpfake.rest.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.smtpfake.testing.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The short form of the comparison with Mailpit. {@code benchmarks/run mailpit-diff} runs the long form. */
class MailpitComparisonTest {
    private static final Comparison.Queries QUERIES = new Comparison.Queries(1, 8, 20);

    @Test
    void answersAsMailpitDoesApartFromWhatTheDocumentationLists() throws Exception {
        Path mailpit = Program.mailpit().executable();
        List<Sample> samples = Samples.written();

        Comparison comparison = MailpitComparison.compare(mailpit, samples, Samples.oneOfEachUnusualKind(), QUERIES);

        assertThat(comparison.requests()).isGreaterThan(1_000);
        Report report = Report.of(comparison.differences(), DifferenceTable.names());
        assertThat(report.unlisted()).as("not listed in docs/mailpit.md").isEmpty();
        assertThat(report.failures()).isEmpty();
        assertThat(comparison.serverErrors()).isEmpty();
    }

    @Test
    void rejectsNamesThatAreUnknownOrNoLongerOccur() {
        Report report = Report.of(List.of(), Set.of("envelope", "none"));

        assertThat(report.failures())
                .containsExactly(
                        "The table lists none, which ListedDifference does not know.",
                        "The table lists envelope, which no longer occurs.");
    }
}
